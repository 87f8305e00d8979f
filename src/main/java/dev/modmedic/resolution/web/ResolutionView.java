package dev.modmedic.resolution.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.go.Outcome;
import dev.modmedic.resolution.Resolution;
import dev.modmedic.resolution.Resolution.Explained;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resolution as JSON, in one language; {@code problem} is null when go gets to ask. */
@Serdeable
record ResolutionView(
    String module,
    String query,
    String release,
    @Nullable String problem,
    String summary,
    List<StepView> steps,
    List<NoteView> notes) {
  static ResolutionView of(Resolution resolution, Language language) {
    return new ResolutionView(
        resolution.module(),
        resolution.query(),
        resolution.release(),
        resolution.problem().isEmpty() ? null : resolution.problem(),
        resolution.summary().in(language),
        resolution.steps().stream().map(step -> StepView.of(step, language)).toList(),
        resolution.notes().stream()
            .map(note -> new NoteView(note.id(), note.says().in(language)))
            .toList());
  }

  /** One step; {@code after} tells for each outcome whether go proceeds, goes on or ends. */
  @Serdeable
  record StepView(
      int number,
      String goal,
      String kind,
      String file,
      String entry,
      String target,
      Map<String, String> facts,
      Map<String, String> after,
      String says) {
    static StepView of(Explained step, Language language) {
      Map<String, String> after = new LinkedHashMap<>();
      for (Outcome outcome : Outcome.values()) {
        var reaction = step.after().get(outcome);
        if (reaction != null) {
          after.put(word(outcome), word(reaction));
        }
      }
      return new StepView(
          step.number(),
          word(step.goal()),
          step.kind(),
          step.file(),
          step.entry(),
          step.target(),
          step.facts(),
          after,
          step.says().in(language));
    }
  }

  /** One note. */
  @Serdeable
  record NoteView(String id, String says) {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
