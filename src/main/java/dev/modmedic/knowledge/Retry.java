package dev.modmedic.knowledge;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the same command can succeed later without a change, and when to try. */
public record Retry(boolean retryable, @Nullable Duration after) {
  public Retry {
    if (!retryable && after != null) {
      throw new IllegalArgumentException("a cause that is not retryable has no delay");
    }
    if (retryable) {
      Objects.requireNonNull(after, "after");
    }
  }
}
