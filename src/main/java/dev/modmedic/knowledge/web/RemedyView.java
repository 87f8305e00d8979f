package dev.modmedic.knowledge.web;

import static dev.modmedic.knowledge.web.CauseView.word;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A remedy as the knowledge holds it. */
@Serdeable
record RemedyView(
    String title,
    String scope,
    String risk,
    @Nullable String when,
    List<StepView> steps,
    @Nullable String verify,
    List<StepView> verifySteps,
    @Nullable String undo,
    List<StepView> undoSteps) {
  static RemedyView of(Remedy remedy, Language language) {
    Condition when = remedy.when();
    return new RemedyView(
        remedy.title().in(language),
        word(remedy.scope()),
        word(remedy.risk()),
        when == null ? null : when.source(),
        steps(remedy.steps()),
        Remedy.plain(remedy.verify()),
        steps(remedy.verify()),
        Remedy.plain(remedy.undo()),
        steps(remedy.undo()));
  }

  static List<StepView> steps(List<Remedy.Step> steps) {
    return steps.stream().map(s -> new StepView(word(s.shell()), s.run())).toList();
  }

  @Serdeable
  record StepView(String shell, String run) {}

  @Serdeable
  record RetryView(boolean retryable, @Nullable String after) {
    static RetryView of(Retry retry) {
      Duration after = retry.after();
      return new RetryView(retry.retryable(), after == null ? null : after.toString());
    }
  }
}
