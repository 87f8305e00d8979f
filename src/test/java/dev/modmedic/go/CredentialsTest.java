package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  @ParameterizedTest
  @CsvSource({
    "off;netrc, GOAUTH=off cannot be combined with other authentication commands"
        + " (GOAUTH=off;netrc)",
    "netrc;, GOAUTH encountered an empty command (GOAUTH=netrc;)",
    "git, GOAUTH=git dir method requires an absolute path to the git working directory",
    "'git x', 'GOAUTH=git dir method requires an absolute path to the git working directory, dir is"
        + " not absolute'"
  })
  void aMalformedGoauthIsRefusedInGosWords(String value, String problem) {
    assertThat(GoAuth.parse(value).problem()).isEqualTo(problem);
  }

  @Test
  void anOldGoReadsNetrcWhateverGoauthSays() {
    assertThat(GoAuth.of("off", GoRelease.of(1, 23)).usesNetrc()).isTrue();
    assertThat(GoAuth.of("off", GoRelease.of(1, 24)).sources()).isEmpty();
  }

  @Test
  void sourcesAreTriedInOrder() {
    assertThat(GoAuth.parse("git /src; netrc; helper --quiet").sources())
        .containsExactly(
            new GoAuth.Source.GitCredential("/src"),
            new GoAuth.Source.NetrcFile(),
            new GoAuth.Source.Command(List.of("helper", "--quiet")));
  }

  @Test
  void aNetrcEntryNeedsMachineLoginAndPassword() {
    Netrc netrc =
        Netrc.parse(
            """
            machine a.com login me
            machine b.com login me password x
            macdef init
            machine c.com login me password x

            machine d.com
              login me
              password x
            default login me password x
            machine e.com login me password x
            """);

    assertThat(netrc.machines()).containsExactly("b.com", "d.com", "e.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.com/x, 1.23, true",
    "http://a.com/x, 1.23, false",
    "https://b.com/x, 1.23, false",
    "https://a.com:8443/x, 1.19, true",
    "https://a.com:8443/x, 1.20, false",
    "https://c.com:8443/x, 1.20, true",
    "https://c.com:8443/x, 1.19, false"
  })
  void aPortIsPartOfTheMachineSinceOneTwenty(String url, String release, boolean applies)
      throws Exception {
    var netrc = new Netrc(List.of("a.com", "c.com:8443"));

    assertThat(netrc.appliesTo(GoUrl.parse(url), GoRelease.parseExact(release).orElseThrow()))
        .isEqualTo(applies);
  }

  @Test
  void theFileIsWhereGoLooksForIt() {
    assertThat(Netrc.location(Map.of("NETRC", "/x"), "linux")).isEqualTo("/x");
    assertThat(Netrc.location(Map.of("HOME", "/home/me"), "linux")).isEqualTo("/home/me/.netrc");
    assertThat(Netrc.location(Map.of("USERPROFILE", "C:\\Users\\me"), "windows"))
        .isEqualTo("C:\\Users\\me\\_netrc");
  }
}
