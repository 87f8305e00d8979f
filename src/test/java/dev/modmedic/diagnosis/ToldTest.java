package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        // Nothing was found.
        " \"\" ~ a=0.4 b=0.2 ~ a=0.4? b=0.2?",
        // What was found is as good as nothing.
        "c=0.05 ~ a=0.4 b=0.2 ~ a=0.4? b=0.2? c=0.05",
        "a=0.05 ~ a=0.4 b=0.2 ~ a=0.4 b=0.2?",
        // What was found comes first, and guesses are at most half as likely.
        "c=0.3 ~ a=0.4 b=0.1 ~ c=0.3 a=0.15? b=0.1?",
        "c=0.5 d=0.2 ~ a=0.4 b=0.1 ~ c=0.5 d=0.2 a=0.25?",
        "c=0.3 ~ c=0.4 ~ c=0.3",
        // Three are enough.
        "c=0.05 ~ a=0.4 b=0.2 d=0.1 ~ a=0.4? b=0.2? c=0.05"
      })
  void guessesFindTheirPlace(String found, String guesses, String told) {
    String answer =
        String.join(
            " ",
            Told.of(findings(found, false), findings(guesses, true)).stream()
                .map(f -> f.code() + "=" + f.confidence() + (f.guess() ? "?" : ""))
                .toList());

    assertThat(answer).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "a=0.05, true",
    "a=0.59, true",
    "a=0.6, false",
    "a=0.3 b=0.2 c=0.1, false"
  })
  void aConvincingAnswerLeavesNoRoom(String found, boolean room) {
    assertThat(Told.leavesRoom(findings(found, false))).isEqualTo(room);
  }

  private static List<Finding> findings(String line, boolean guess) {
    return Arrays.stream(line.split(" "))
        .filter(part -> part.contains("="))
        .map(part -> finding(part.split("=")[0], Double.parseDouble(part.split("=")[1]), guess))
        .toList();
  }

  private static Finding finding(String code, double confidence, boolean guess) {
    return new Finding(
        code,
        confidence,
        Text.same(code),
        Text.same(code),
        Severity.ERROR,
        Owner.USER,
        List.of(),
        List.of(),
        List.of(),
        new Retry(false, null),
        List.of(),
        Map.of(),
        guess,
        false);
  }
}
