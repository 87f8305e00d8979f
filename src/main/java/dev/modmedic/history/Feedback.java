package dev.modmedic.history;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a user said of a diagnosis afterwards.
 *
 * @param id UUIDv7, so that ids sort by time
 * @param createdAt in microseconds, as PostgreSQL keeps it
 * @param judgement what was said, and nothing about when and where
 */
public record Feedback(
    String workspace, UUID diagnosis, UUID id, Instant createdAt, Judgement judgement) {
  public Feedback {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(diagnosis, "diagnosis");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(judgement, "judgement");
  }

  /** Whether the diagnosis was right. */
  public enum Verdict {
    CONFIRMED,
    REJECTED
  }

  /**
   * The content of a feedback.
   *
   * @param actualCause code of what it really was, or null
   * @param remedy what helped, or null
   * @param comment in the user's own words, or null
   */
  public record Judgement(
      Verdict verdict,
      @Nullable String actualCause,
      @Nullable Worked remedy,
      @Nullable String comment) {
    public Judgement {
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * The remedy that helped.
   *
   * @param cause code of the cause it belongs to
   * @param index its place among the remedies that the diagnosis gave for the cause, from 0
   * @param title in English; tells remedies apart when the knowledge has changed
   */
  public record Worked(String cause, int index, String title) {
    public Worked {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(title, "title");
      if (index < 0) {
        throw new IllegalArgumentException("no place of a remedy: " + index);
      }
    }
  }
}
