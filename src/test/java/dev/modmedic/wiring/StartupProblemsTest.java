package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupProblemsTest {
  @Test
  void theWordsForPeopleAreFoundBelowAFrameworksException() {
    Throwable failure =
        new IllegalStateException("bean", new StartupException("Do this.", new Error("why")));

    assertThat(StartupProblems.explain(failure)).isEqualTo("Do this.");
  }

  @Test
  void anUnknownFailureIsOneLineWithItsCauses() {
    Throwable failure = new IllegalStateException("first\nline", new Error("below"));

    assertThat(StartupProblems.explain(failure))
        .startsWith("ModMedic did not start because of an error of its own: ")
        .contains("first line, caused by java.lang.Error: below")
        .hasLineCount(1);
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    assertThat(StartupProblems.explain(first)).contains("first").contains("second");
  }

  @Test
  void aMistakeInTheKnowledgeIsToldByFileAndLine() {
    Throwable failure =
        new IllegalStateException(
            new KnowledgeException(List.of(new Mistake("dns/timeout.yaml", 7, "bad pattern"))));

    assertThat(StartupProblems.explain(failure)).contains("dns/timeout.yaml:7: bad pattern");
  }
}
