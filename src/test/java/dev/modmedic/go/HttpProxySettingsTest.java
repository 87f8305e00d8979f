package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HttpProxySettingsTest {
  @Test
  void theProxyIsTheOneGoUses() throws Exception {
    for (String[] row : Table.read("http-proxies.tsv")) {
      var settings =
          HttpProxySettings.from(
              Map.of("HTTP_PROXY", row[0], "HTTPS_PROXY", row[1], "NO_PROXY", row[2]));

      String proxy =
          settings.proxyFor(GoUrl.parse(row[3])).map(found -> found.url().redacted()).orElse("");

      assertThat(proxy).as(String.join(" ", row)).isEqualTo(row[4]);
    }
  }

  @Test
  void aValueThatCannotBeParsedIsIgnoredAndNamed() {
    var settings = HttpProxySettings.from(Map.of("https_proxy", "%zz"));

    assertThat(settings.ignored()).containsExactly("https_proxy");
    assertThat(settings.isDirect()).isTrue();
  }

  @Test
  void aMangledValueIsUsedThoughItNamesNoHost() {
    var settings = HttpProxySettings.from(Map.of("HTTPS_PROXY", "http://p:x", "HTTP_PROXY", "p:1"));

    assertThat(settings.proxyFor(URI.create("https://example.com")))
        .map(HttpProxySettings.Proxy::isUsable)
        .contains(false);
    assertThat(settings.proxyFor(URI.create("http://example.com")))
        .map(HttpProxySettings.Proxy::isUsable)
        .contains(true);
  }

  @Test
  void upperCaseWinsAndAllProxyIsNotRead() {
    var settings =
        HttpProxySettings.from(
            Map.of(
                "HTTPS_PROXY", "a:1", "https_proxy", "b:2", "ALL_PROXY", "c:3", "HTTP_PROXY", ""));

    var proxy = settings.proxyFor(URI.create("https://example.com/x"));

    assertThat(proxy).map(HttpProxySettings.Proxy::address).contains("a:1");
    assertThat(proxy).map(HttpProxySettings.Proxy::variable).contains("HTTPS_PROXY");
    assertThat(settings.proxyFor(URI.create("http://example.com/x"))).isEmpty();
  }

  @Test
  void theAddressOfAProxyHasAPort() {
    var settings = HttpProxySettings.from(Map.of("HTTPS_PROXY", "https://p.example"));

    assertThat(settings.proxyFor(URI.create("https://example.com")))
        .map(HttpProxySettings.Proxy::address)
        .contains("p.example:443");
  }

  @Property
  void noValueMakesReadingFail(@ForAll String proxy, @ForAll String noProxy) {
    var settings = HttpProxySettings.from(Map.of("HTTPS_PROXY", proxy, "NO_PROXY", noProxy));

    assertThat(settings.proxyFor(URI.create("https://127.0.0.1/"))).isEmpty();
    assertThat(settings.proxyFor(URI.create("http://example.com/"))).isEmpty();
  }
}
