package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.Webhook;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a webhook; null for what it does not say.
 *
 * @param targets null also for a filter that is not given
 */
record WebhookBody(
    @Nullable URI url,
    Webhook.@Nullable Format format,
    @Nullable Language language,
    @Nullable Set<UUID> targets,
    @Nullable Set<String> regions,
    @Nullable Set<String> states,
    @Nullable Boolean enabled) {
  /** The filter with what is said here in place of what was there. */
  AnnouncementFilter filter(AnnouncementFilter old) {
    return new AnnouncementFilter(
        targets == null ? old.targets() : targets,
        regions == null ? old.regions() : regions,
        states == null ? old.states() : states);
  }

  /** The webhook with what is said here in place of what was there; itself if that is the same. */
  Webhook change(Webhook old, Instant now) {
    Webhook same = with(old, old.updatedAt(), old.version());
    return same.equals(old) ? old : with(old, now, old.version() + 1);
  }

  private Webhook with(Webhook old, Instant now, long version) {
    boolean on = Objects.requireNonNullElse(enabled, old.enabled());
    return new Webhook(
        old.workspace(),
        old.id(),
        Objects.requireNonNullElse(url, old.url()),
        Objects.requireNonNullElse(format, old.format()),
        Objects.requireNonNullElse(language, old.language()),
        old.secrets(),
        filter(old.filter()),
        on,
        on ? null : old.disabledReason(),
        old.createdAt(),
        now,
        version);
  }
}
