package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedValuesTest {
  private static final RunContext NO_CONTEXT = new RunContext(null, null, null, null, null, null);

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      nullValues = "-",
      value = {
        // Only errors of the entry that failed lead on.
        "https://a.corp,https://b.example,direct https://b.example/x"
            + " https://a.corp,https://b.example|direct",
        "https://a.corp,https://b.example,direct https://a.corp/x"
            + " https://a.corp|https://b.example,direct",
        "https://a.corp,,https://b.example,direct https://b.example/x"
            + " https://a.corp,,https://b.example|direct",
        "https://a.corp|https://b.example,direct https://b.example/x"
            + " https://a.corp|https://b.example|direct",
        // Nothing stands behind it.
        "https://a.corp,https://b.example https://b.example/x -",
        // Its errors lead on already.
        "https://a.corp|direct https://a.corp/x -",
        // Which of two entries failed is plain, which of three is not.
        "https://a.corp,direct - https://a.corp|direct",
        "https://a.corp,direct https://elsewhere.example/x https://a.corp|direct",
        "https://a.corp,https://b.example,direct https://elsewhere.example/x -"
      })
  void thePipeStandsBehindTheEntryThatFailed(String goproxy, String url, String piped) {
    Map<String, Object> goEnv = Map.of("GOPROXY", goproxy);
    Facts facts = Facts.of(new Environment(Map.of("goEnv", goEnv)), NO_CONTEXT);

    Map<String, String> derived = facts.derived(url == null ? Map.of() : Map.of("url", url));

    assertThat(derived.get("goproxyPipe")).isEqualTo(piped);
  }
}
