package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.TestEngine;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pattern whose literal is in every line of every build runs on every line. One such pattern once
 * made healthy logs cost nine times as much.
 */
class OrdinaryLinesTest {
  private static final int MOST_PATTERNS = 3;

  private static final List<Signal> SIGNALS =
      TestEngine.bundled().knowledge().causes().stream()
          .flatMap(cause -> cause.signals().stream())
          .toList();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go: downloading github.com/acme/lib v1.2.3",
        "go: finding module for package github.com/acme/lib/tool",
        "go: found github.com/acme/lib/tool in github.com/acme/lib v1.2.3",
        "go: added github.com/acme/lib v1.2.3",
        "go: extracting github.com/acme/lib v1.2.3",
        "github.com/acme/lib/internal/core",
        "ok  \tgithub.com/acme/lib\t0.123s",
        "?   \tgithub.com/acme/lib\t[no test files]",
        "#12 3.456 go: downloading golang.org/x/net v0.30.0",
        "2026-01-02T03:04:05.678Z go: downloading golang.org/x/net v0.30.0",
        "Step 4/9 : RUN go build ./...",
      })
  void fewPatternsAreTriedOnThem(String line) {
    String folded = line.toLowerCase(Locale.ROOT);

    assertThat(SIGNALS)
        .filteredOn(signal ->
            signal.literals().stream()
                .anyMatch(literal -> folded.contains(literal.toLowerCase(Locale.ROOT))))
        .extracting(Signal::id)
        .hasSizeLessThanOrEqualTo(MOST_PATTERNS);
  }
}
