package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoEnvChangeTest {
  private static final String WRITES = "go env -w \"GOPRIVATE=git.example,git.corp.example\"";

  @Test
  void whatWasSetIsWrittenAgain() {
    GoEnvChange change = change(Map.of("goEnv", Map.of("GOPRIVATE", "git.example")), WRITES);

    assertThat(change.undo()).containsExactly(any("go env -w \"GOPRIVATE=git.example\""));
    assertThat(change.look()).isEmpty();
  }

  @Test
  void whatWasNotSetIsUnset() {
    GoEnvChange change = change(Map.of("goEnv", Map.of("GOPRIVATE", "", "GOPROXY", "")), WRITES);

    assertThat(change.undo()).containsExactly(any("go env -u GOPRIVATE"));
    assertThat(change.look()).isEmpty();
  }

  @Test
  void whatIsNotKnownIsPrintedBeforeItIsLost() {
    assertThat(change(Map.of(), WRITES).look()).containsExactly(any("go env GOPRIVATE"));
    assertThat(change(Map.of(), WRITES).undo()).isEmpty();
    assertThat(change(Map.of("env", Map.of("HOME", "/root")), WRITES).look()).isNotEmpty();
  }

  /** The variable hides what the file holds, and that is what would be lost. */
  @Test
  void aProcessVariableHidesWhatWasWritten() {
    GoEnvChange change =
        change(
            Map.of(
                "goEnv", Map.of("GOPRIVATE", "git.example"),
                "env", Map.of("GOPRIVATE", "git.example")),
            WRITES);

    assertThat(change.look()).containsExactly(any("go env GOPRIVATE"));
    assertThat(change.undo()).isEmpty();
  }

  @Test
  void aValueThatCannotBePastedIsPrintedFirst() {
    GoEnvChange change = change(Map.of("goEnv", Map.of("GOPRIVATE", "$(reboot)")), WRITES);

    assertThat(change.look()).containsExactly(any("go env GOPRIVATE"));
  }

  @Test
  void aDefaultIsTakenBackByUnsetting() {
    Map<String, Object> environment =
        Map.of("goEnv", Map.of("GOPROXY", "https://proxy.golang.org,direct"));

    assertThat(change(environment, "go env -w \"GOPROXY=https://a.example\"").undo())
        .containsExactly(any("go env -u GOPROXY"));
    assertThat(change(environment, "go env -u GOPROXY").undo()).isEmpty();
    assertThat(change(environment, "go env -u GOPROXY").look()).isEmpty();
  }

  @Test
  void whatIsUnsetIsWrittenAgain() {
    assertThat(change(Map.of("goEnv", Map.of("GOSUMDB", "off")), "go env -u GOSUMDB").undo())
        .containsExactly(any("go env -w \"GOSUMDB=off\""));
  }

  /** go env prints where the default is, too, so it does not show whether that was set. */
  @Test
  void whatHasNoFixedDefaultIsPrintedFirst() {
    GoEnvChange change =
        change(
            Map.of("goEnv", Map.of("GOCACHE", "off", "GOPATH", "/root/go")),
            "go env -u GOCACHE GOPATH GOMODCACHE");

    assertThat(change.look()).containsExactly(any("go env GOCACHE GOPATH GOMODCACHE"));
  }

  @Test
  void aPatternThatFollowsGoprivateIsNotSetItself() {
    Map<String, Object> environment =
        Map.of("goEnv", Map.of("GOPRIVATE", "a.example", "GONOSUMDB", "a.example"));

    assertThat(change(environment, "go env -w \"GONOSUMDB=b.example\"").undo())
        .containsExactly(any("go env -u GONOSUMDB"));
  }

  @Test
  void otherCommandsChangeNothingThere() {
    assertThat(change(Map.of(), "go env GOPROXY")).isEqualTo(new GoEnvChange(List.of(), List.of()));
  }

  private static GoEnvChange change(Map<String, Object> environment, String run) {
    return GoEnvChange.of(
        List.of(any(run)), Facts.of(new Environment(environment), RunContext.NONE));
  }

  private static Step any(String run) {
    return new Step(Shell.ANY, run);
  }
}
