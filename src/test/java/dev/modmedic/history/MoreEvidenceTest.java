package dev.modmedic.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoreEvidenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'a'|'b'|'a\nb'", "'a\n'|'b'|'a\nb'", "''|'b'|'b'", "'a'|''|'a'", "'a'|' '|'a'"})
  void moreLogStandsOnALineOfItsOwn(String earlier, String more, String together) {
    Inquiry inquiry = more(more, Map.of(), List.of()).addedTo(Inquiry.of(earlier));

    assertThat(inquiry.log().posted()).isEqualTo(together);
  }

  @Test
  void theNewerEnvironmentWinsMemberByMember() {
    Inquiry earlier =
        new Inquiry(
            LogText.of(""),
            new Environment(
                Map.of(
                    "os",
                    "linux",
                    "goEnv",
                    Map.of("A", "1", "B", "2"),
                    "netrcHosts",
                    List.of("x"))),
            RunContext.NONE,
            List.of());

    Inquiry inquiry =
        more("", Map.of("goEnv", Map.of("B", "3", "C", "4"), "netrcHosts", List.of("y")), List.of())
            .addedTo(earlier);

    assertThat(inquiry.environment().values())
        .isEqualTo(
            Map.of(
                "os", "linux",
                "goEnv", Map.of("A", "1", "B", "3", "C", "4"),
                "netrcHosts", List.of("y")));
  }

  @Test
  void aLaterOutcomeOfACheckReplacesTheEarlier() {
    Inquiry earlier =
        new Inquiry(
            LogText.of("log"), Environment.NONE, RunContext.NONE, List.of("ping/yes", "dig/no"));

    Inquiry inquiry = more("", Map.of(), List.of("dig/yes", "dig/yes")).addedTo(earlier);

    assertThat(inquiry.outcomes()).containsExactly("ping/yes", "dig/yes");
  }

  @Test
  void logsDoNotGrowForEver() {
    Inquiry full = Inquiry.of("x".repeat(MoreEvidence.LONGEST_LOG));

    assertThatThrownBy(() -> more("y", Map.of(), List.of()).addedTo(full))
        .isInstanceOf(LogTooLong.class);
    assertThat(more("", Map.of(), List.of("dig/yes")).addedTo(full).outcomes())
        .containsExactly("dig/yes");
  }

  private static MoreEvidence more(
      String log, Map<String, Object> environment, List<String> outcomes) {
    return new MoreEvidence(log, new Environment(environment), outcomes);
  }
}
