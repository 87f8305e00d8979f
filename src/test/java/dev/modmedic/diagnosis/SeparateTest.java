package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeparateTest {
  private static final String CREDENTIALS =
      """
      go: git.corp.example/team/lib@v1.2.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/5f: exit status 128:
      \tfatal: could not read Username for 'https://git.corp.example': terminal prompts disabled
      """;
  private static final String MISMATCH =
      """
      verifying github.com/gorilla/mux@v1.8.0: checksum mismatch
      \tdownloaded: h1:i40aqfkR1h2SlN9hojwV5ZA91wcXFOvkdNIeFDP5koI=
      \tgo.sum:     h1:AAAAqfkR1h2SlN9hojwV5ZA91wcXFOvkdNIeFDP5koI=

      SECURITY ERROR
      This download does NOT match an earlier download recorded in go.sum.
      """;

  private final Engine engine = TestEngine.bundled();

  @Test
  void twoFailuresOfOneLogAreBothToldAsFacts() {
    for (String log : List.of(CREDENTIALS + MISMATCH, MISMATCH + CREDENTIALS)) {
      List<Finding> causes = engine.diagnose(Inquiry.of(log)).causes();

      assertThat(causes)
          .extracting(Finding::code)
          .contains("auth.credentials-missing", "checksum.gosum-mismatch");
      assertThat(causes.get(0).separate()).isFalse();
      assertThat(causes.get(1).separate()).isTrue();
      assertThat(causes.get(1).confidence()).isGreaterThan(0.9);
      assertThat(causes.get(1).evidence()).isNotEmpty();
      assertThat(causes.get(1).remedies()).isNotEmpty();
    }
  }

  @Test
  void noCheckIsAskedForToTellTwoFailuresApart() {
    Diagnosis diagnosis = engine.diagnose(Inquiry.of(CREDENTIALS + MISMATCH));

    assertThat(diagnosis.nextChecks()).isEmpty();
  }

  @Test
  void anotherExplanationOfTheSameMessageIsNotSeparate() {
    List<Finding> causes = engine.diagnose(Inquiry.of(MISMATCH)).causes();

    assertThat(causes).isNotEmpty().noneMatch(Finding::separate);
  }

  @Test
  void aSecurityErrorIsToldAsOneEvenAboutTheSameModule() {
    String missing =
        "go: github.com/gorilla/mux@v1.8.0: reading"
            + " https://proxy.golang.org/github.com/gorilla/mux/@v/v1.8.0.mod: 404 Not Found\n"
            + "\tserver response: not found: github.com/gorilla/mux@v1.8.0: invalid version:"
            + " unknown revision v1.8.0\n";

    List<Finding> causes = engine.diagnose(Inquiry.of(missing + MISMATCH)).causes();

    assertThat(causes)
        .filteredOn(cause -> cause.code().equals("checksum.gosum-mismatch"))
        .singleElement()
        .matches(cause -> cause.separate() || cause.equals(causes.getFirst()));
  }
}
