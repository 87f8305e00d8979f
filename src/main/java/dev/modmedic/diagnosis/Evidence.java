package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a cause was named.
 *
 * @param span where it stands in the log; null when it does not come from the log
 * @param text the words themselves, as they were posted
 * @param says what they mean here
 */
public record Evidence(Source source, @Nullable Span span, String text, Text says) {
  public Evidence {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(says, "says");
  }

  /** What the words were read as; null when they read as they were posted. */
  public @Nullable String reads() {
    return span == null || span.reads().equals(text) ? null : span.reads();
  }

  /** Where evidence comes from. */
  public enum Source {
    LOG,
    ENVIRONMENT,
    PROBE,
    HISTORY
  }
}
