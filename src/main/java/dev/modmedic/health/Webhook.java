package dev.modmedic.health;

import dev.modmedic.evidence.Language;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of changes by HTTP.
 *
 * @param secrets sign what is sent
 * @param language of the cause's title and of the text
 * @param disabledReason why the service switched it off; null otherwise
 * @param version raised by every change; 1 when it is made
 */
public record Webhook(
    String workspace,
    UUID id,
    URI url,
    Format format,
    Language language,
    Secrets secrets,
    AnnouncementFilter filter,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt,
    Instant updatedAt,
    long version) {
  public Webhook {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(secrets, "secrets");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }

  /** The form of what is sent. */
  public enum Format {
    /** Our own, with every field. */
    MODMEDIC,
    /** {@code {"text": …}}, which Slack and what imitates it show. */
    SLACK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
      return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
    }
  }

  /** Leaves out what is nobody else's business. */
  @Override
  public String toString() {
    return "Webhook[" + id + "]";
  }
}
