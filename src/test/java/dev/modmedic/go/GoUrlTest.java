package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoUrlTest {
  @Test
  void urlsAreRefusedAndReadAsByGo() throws Exception {
    for (String[] row : Table.read("urls.tsv")) {
      String problem = "";
      try {
        GoUrl url = GoUrl.parse(row[0]);
        assertThat(url.scheme()).as(row[0]).isEqualTo(row[3]);
        assertThat(url.host()).as(row[0]).isEqualTo(row[4]);
        assertThat(url.hostname()).as(row[0]).isEqualTo(row[5]);
        assertThat(url.port()).as(row[0]).isEqualTo(row[6]);
      } catch (GoUrl.Malformed refused) {
        problem = String.valueOf(refused.getMessage());
      }
      assertThat(problem).as(row[0]).isEqualTo(row[1]);
    }
  }

  @Test
  void aPasswordIsNotPrinted() throws Exception {
    GoUrl url = GoUrl.parse("https://user:secret@a.com/x?y=1");

    assertThat(url.redacted()).isEqualTo("https://user:xxxxx@a.com/x?y=1");
    assertThat(url.hasPassword()).isTrue();
    assertThat(GoUrl.parse("https://token@a.com").hasPassword()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.com, https://a.com/m/@v/list",
    "https://a.com/, https://a.com/m/@v/list",
    "https://a.com/x//y/../z/, https://a.com/x/z/m/@v/list",
    "https://a.com/x?k=1, https://a.com/x/m/@v/list?k=1"
  })
  void aFileStandsBelowTheBase(String base, String url) throws Exception {
    assertThat(GoUrl.parse(base).join("m/@v/list").toString()).isEqualTo(url);
  }

  @Test
  void theBangOfAnEscapedPathIsEncoded() throws Exception {
    assertThat(GoUrl.parse("https://a.com").join("github.com/!azure/x").toString())
        .isEqualTo("https://a.com/github.com/%21azure/x");
  }
}
