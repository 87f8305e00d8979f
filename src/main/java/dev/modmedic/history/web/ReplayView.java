package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.history.RuleReplay;
import dev.modmedic.history.RuleReplay.Answer;
import dev.modmedic.history.RuleReplay.Flip;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a draft of rules would change, as JSON. */
@Serdeable
record ReplayView(
    int examined,
    int skipped,
    boolean complete,
    String knowledgeVersion,
    String draftVersion,
    List<FlipView> flips,
    List<CodeView> codes) {
  static ReplayView of(RuleReplay replay) {
    return new ReplayView(
        replay.examined(),
        replay.skipped(),
        replay.complete(),
        replay.knowledgeVersion(),
        replay.draftVersion(),
        replay.flips().stream().map(FlipView::of).toList(),
        replay.codes().stream().map(c -> new CodeView(c.code(), c.before(), c.after())).toList());
  }

  @Serdeable
  record FlipView(String id, AnswerView before, AnswerView after) {
    static FlipView of(Flip flip) {
      return new FlipView(
          flip.id().toString(), AnswerView.of(flip.before()), AnswerView.of(flip.after()));
    }
  }

  @Serdeable
  record AnswerView(String verdict, @Nullable String code, @Nullable Double confidence) {
    static AnswerView of(Answer answer) {
      return new AnswerView(word(answer.verdict()), answer.code(), answer.confidence());
    }
  }

  @Serdeable
  record CodeView(String code, int before, int after) {}
}
