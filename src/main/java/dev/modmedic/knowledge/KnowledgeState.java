package dev.modmedic.knowledge;

import dev.modmedic.knowledge.KnowledgeException.Mistake;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which knowledge is in force, and whether newer files were refused.
 *
 * @param folders where more files than the bundled ones come from, later ones first in force
 * @param refused why the files as they are now are not in force, or null when they are
 */
public record KnowledgeState(
    KnowledgeBase knowledge, Instant loadedAt, List<String> folders, @Nullable Refused refused) {
  public KnowledgeState {
    Objects.requireNonNull(knowledge, "knowledge");
    Objects.requireNonNull(loadedAt, "loadedAt");
    folders = List.copyOf(folders);
  }

  /** Files that were not taken over. */
  public record Refused(Instant at, List<Mistake> mistakes) {
    public Refused {
      Objects.requireNonNull(at, "at");
      mistakes = List.copyOf(mistakes);
    }
  }

  KnowledgeState refusing(Refused newer) {
    return new KnowledgeState(knowledge, loadedAt, folders, newer);
  }
}
