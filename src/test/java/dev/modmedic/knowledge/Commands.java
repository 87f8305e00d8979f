package dev.modmedic.knowledge;

import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.stream.Stream;

/** Every command that the knowledge can show, with where it stands. */
public record Commands(String where, Remedy remedy, Step step) {
  /** Steps, verifications and what takes them back. */
  public static List<Commands> in(KnowledgeBase knowledge) {
    return knowledge.causes().stream()
        .flatMap(cause -> cause.remedies().stream().flatMap(remedy -> of(cause, remedy)))
        .toList();
  }

  private static Stream<Commands> of(Cause cause, Remedy remedy) {
    return Stream.of(remedy.steps(), remedy.verify(), remedy.undo())
        .flatMap(List::stream)
        .map(step -> new Commands(cause.code() + ": " + remedy.title().en(), remedy, step));
  }

  @Override
  public String toString() {
    return where + " [" + step.shell() + "] " + step.run();
  }
}
