package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.diagnosis.Reasoning;
import dev.modmedic.diagnosis.Reasoning.ConditionReason;
import dev.modmedic.diagnosis.Reasoning.Resemblance;
import dev.modmedic.diagnosis.Reasoning.SignalReason;
import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Span;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a cause was named, or why not, as JSON in one language. */
@Serdeable
record ReasoningView(
    String code,
    boolean named,
    String summary,
    double confidence,
    double prior,
    double score,
    List<SignalView> signals,
    List<ConditionView> conditions,
    List<String> explainedBy,
    @Nullable ResemblanceView resembles,
    String knowledgeVersion) {
  static ReasoningView of(Reasoning why, String knowledgeVersion, Language language) {
    return new ReasoningView(
        why.code(),
        why.named(),
        why.summary().in(language),
        why.confidence(),
        why.prior(),
        why.score(),
        why.signals().stream().map(SignalView::of).toList(),
        why.conditions().stream().map(c -> ConditionView.of(c, language)).toList(),
        why.explainedBy(),
        ResemblanceView.of(why.resembles()),
        knowledgeVersion);
  }

  @Serdeable
  record SignalView(
      String id, double weight, String state, @Nullable String mark, List<PlaceView> at) {
    static SignalView of(SignalReason signal) {
      return new SignalView(
          signal.id(),
          signal.weight(),
          word(signal.state()),
          signal.detail(),
          signal.at().stream().map(PlaceView::of).toList());
    }
  }

  /** What a guess rests on; null when the cause is none. */
  @Serdeable
  record ResemblanceView(PlaceView at, List<String> words) {
    static @Nullable ResemblanceView of(@Nullable Resemblance resembles) {
      return resembles == null
          ? null
          : new ResemblanceView(PlaceView.of(resembles.at()), resembles.words());
    }
  }

  @Serdeable
  record PlaceView(int line, int column, int endColumn, String text) {
    static PlaceView of(Span span) {
      return new PlaceView(span.line(), span.column(), span.endColumn(), span.text());
    }
  }

  @Serdeable
  record ConditionView(
      String id, double weight, String when, String state, @Nullable String input, String says) {
    static ConditionView of(ConditionReason condition, Language language) {
      return new ConditionView(
          condition.id(),
          condition.weight(),
          condition.when(),
          word(condition.state()),
          condition.input(),
          condition.says().in(language));
    }
  }
}
