package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.ProxyList.Separator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "none; invalid proxy URL missing scheme: none",
        "Direct; invalid proxy URL missing scheme: Direct",
        "https://a.com,none,direct; invalid proxy URL missing scheme: none",
        "ftp://a.com; invalid proxy URL scheme (must be https, http, file): ftp://a.com",
        "file://host/x; invalid file:// proxy URL with non-path elements: file://host/x",
        "'https://a.com:x'; 'parse \"https://a.com:x\": invalid port \":x\" after host'",
        "','; GOPROXY list is not the empty string, but contains no entries",
        "''; GOPROXY list is not the empty string, but contains no entries"
      })
  void aListThatMakesEveryLookUpFailHasGosWordsForIt(String value, String problem) {
    ProxyList list = ProxyList.parse(value);

    assertThat(list.problem()).isEqualTo(problem);
    assertThat(list.isValid()).isFalse();
  }

  @Test
  void aPasswordIsNotRepeatedInAProblem() {
    assertThat(ProxyList.parse("ftp://me:secret@a.com").problem()).doesNotContain("secret");
  }

  @Test
  void separatorsBelongToTheEntryBeforeThem() {
    ProxyList list = ProxyList.parse("https://a.com| b.com/x ,,direct");

    assertThat(list.entries())
        .extracting(ProxyList.Entry::name)
        .containsExactly("https://a.com", "https://b.com/x", "direct");
    assertThat(list.entries())
        .extracting(ProxyList.Entry::separator)
        .containsExactly(Separator.PIPE, Separator.COMMA, Separator.END);
  }

  @Test
  void nothingIsReadBehindOffAndDirect() {
    ProxyList list = ProxyList.parse("direct,https://a.com,none");

    assertThat(list.isValid()).isTrue();
    assertThat(list.ignored()).isEqualTo("https://a.com,none");
    assertThat(list.isDirectOnly()).isTrue();
    assertThat(ProxyList.parse("off|x").ignored()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "0, NOT_FOUND, true",
    "0, HTTP_ERROR, false",
    "0, TRANSPORT_ERROR, false",
    "0, OK, false",
    "1, HTTP_ERROR, true",
    "1, TRANSPORT_ERROR, true",
    "2, NOT_FOUND, false"
  })
  void commaAndPipeFallThroughDifferently(int entry, Outcome outcome, boolean expected) {
    ProxyList list = ProxyList.parse("https://a.com,https://b.com|direct");

    assertThat(list.fallsThrough(entry, outcome)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.com", "https://a.com,", "https://a.com,off", "off", "direct"})
  void aLoneSourceHasNoFallback(String value) {
    assertThat(ProxyList.parse(value).hasFallback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.com,direct", "https://a.com|https://b.com,off"})
  void aSecondSourceIsAFallback(String value) {
    assertThat(ProxyList.parse(value).hasFallback()).isTrue();
  }

  @Test
  void goPutsNoproxyInFrontWhenGonoproxyIsSet() {
    var patterns = new PathPatterns("corp.com");

    assertThat(ProxyList.parse("off").withNoProxy(patterns).entries())
        .extracting(ProxyList.Entry::name)
        .containsExactly("noproxy", "off");
    assertThat(ProxyList.parse("direct").withNoProxy(patterns).entries()).hasSize(1);
    assertThat(ProxyList.parse("off").withNoProxy(PathPatterns.NONE).entries()).hasSize(1);
  }

  @Test
  void credentialsInAUrlAreSeen() {
    ProxyList list = ProxyList.parse("https://a.com,https://me:secret@b.com");

    assertThat(list.entryWithCredentials())
        .map(ProxyList.Entry.Proxy::name)
        .contains("https://me:xxxxx@b.com");
  }

  @Property
  void onlyTheLastEntryEndsTheList(
      @ForAll @Chars({'a', '.', ',', '|', ' ', ':', '/', '%', '@', '1'}) String value) {
    ProxyList list = ProxyList.parse(value);

    if (list.isValid()) {
      assertThat(list.entries().getLast().separator()).isEqualTo(Separator.END);
      assertThat(list.entries().subList(0, list.entries().size() - 1))
          .noneMatch(entry -> entry.separator() == Separator.END);
    } else {
      assertThat(list.problem()).isNotBlank();
    }
  }
}
