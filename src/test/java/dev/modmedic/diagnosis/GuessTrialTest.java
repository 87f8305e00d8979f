package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Guesses are worth telling only if they are right often enough on wordings without a rule. Every
 * new case draws another sample, so the bounds lie three standard deviations below what all cases
 * give.
 */
class GuessTrialTest {
  private static final int EACH = 5;

  @Test
  void theWordsOfOtherRulesLeadToTheCauseOftenEnough() {
    List<RuleCase> cases = RuleCase.below(Path.of("src/test/resources/knowledge"));
    List<RuleCase> some =
        IntStream.range(0, cases.size()).filter(i -> i % EACH == 0).mapToObj(cases::get).toList();

    List<GuessTrial> unknown =
        GuessTrial.of(TestEngine.bundled().knowledge(), Calibration.NONE, some)
            .filter(trial -> !trial.known())
            .toList();
    List<GuessTrial> guessed = unknown.stream().filter(t -> !t.guesses().isEmpty()).toList();

    assertThat(unknown).hasSizeGreaterThan(40);
    assertThat(guessed.size()).as("guessed").isGreaterThan(unknown.size() * 4 / 10);
    assertThat(right(guessed, 1)).as("first").isGreaterThan(guessed.size() / 3);
    assertThat(right(guessed, 3)).as("first three").isGreaterThan(guessed.size() / 2);
    assertThat(guessed)
        .flatExtracting(GuessTrial::guesses)
        .allMatch(guess -> guess.confidence() < 0.5);
  }

  private static int right(List<GuessTrial> trials, int first) {
    return (int) trials.stream().filter(trial -> trial.isAmong(first)).count();
  }
}
