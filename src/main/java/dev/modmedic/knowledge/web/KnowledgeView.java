package dev.modmedic.knowledge.web;

import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.KnowledgeState;
import dev.modmedic.knowledge.KnowledgeState.Refused;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge in force as JSON.
 *
 * @param problem why changed files are not in force, or null
 */
@Serdeable
record KnowledgeView(
    String version,
    int causes,
    int rules,
    String loadedAt,
    List<String> folders,
    @Nullable ProblemView problem) {
  static KnowledgeView of(KnowledgeState state) {
    Refused refused = state.refused();
    return new KnowledgeView(
        state.knowledge().version(),
        state.knowledge().causes().size(),
        state.knowledge().ruleCount(),
        state.loadedAt().toString(),
        state.folders(),
        refused == null ? null : ProblemView.of(refused));
  }

  @Serdeable
  record ProblemView(String noticedAt, List<MistakeView> mistakes) {
    static ProblemView of(Refused refused) {
      return new ProblemView(
          refused.at().toString(), refused.mistakes().stream().map(MistakeView::of).toList());
    }
  }

  /**
   * One mistake.
   *
   * @param line null when the whole file is meant
   */
  @Serdeable
  record MistakeView(String file, @Nullable Integer line, String message) {
    static MistakeView of(Mistake mistake) {
      return new MistakeView(
          mistake.file(), mistake.line() > 0 ? mistake.line() : null, mistake.message());
    }
  }
}
