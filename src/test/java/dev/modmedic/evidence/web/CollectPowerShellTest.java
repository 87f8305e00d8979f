package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what can be held of the PowerShell collector where there is no PowerShell. */
class CollectPowerShellTest {
  private static final String SCRIPT = Collector.bundled("collect.ps1").script();

  @Test
  void everyCodePageReadsItAlike() {
    assertThat(SCRIPT.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
  }

  @Test
  void everythingThatOpensCloses() {
    String code = code();
    Deque<Character> open = new ArrayDeque<>();

    for (char c : code.toCharArray()) {
      if ("({[".indexOf(c) >= 0) {
        open.push(c);
      } else if (")}]".indexOf(c) >= 0) {
        assertThat(open.pollFirst()).isEqualTo("({[".charAt(")}]".indexOf(c)));
      }
    }

    assertThat(open).isEmpty();
    assertThat(code).doesNotContain("'", "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?<=[|{;(]|^)\\s*(?:%|\\?|cat|cd|curl|echo|gc|gci|gcm|gi|gm|gp"
            + "|iex|irm|iwr|ls|measure|pwd|rm|select|set|sls|sort|type|wget|where|write)\\s",
        "\\?\\?|\\?\\.|&&|\\|\\|",
        "-AsHashtable|-Parallel|-SkipCertificateCheck",
        "Invoke-Expression|Out-File|Set-Content|New-Item|Remove-Item|Set-Item|Start-Process"
      })
  void nothingIsUsedThatOldOnesLackOrThatWrites(String forbidden) {
    assertThat(Pattern.compile(forbidden, Pattern.MULTILINE).matcher(code()).results().toList())
        .isEmpty();
  }

  /** Without comments and what stands in quotes. */
  private static String code() {
    return SCRIPT.replaceAll("'[^']*'|\"(?:`.|[^\"`])*\"|(?m)#.*$", "_");
  }
}
