package dev.modmedic.health;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one webhook.
 *
 * @param id the same at every attempt
 * @param transition null for a test
 * @param event {@code transition} or {@code test}
 * @param reason why it is suppressed or dead, or what the last attempt came to; null if all is well
 * @param attempts made or under way
 * @param status of the last answer; null if there was none
 * @param nextAt when it is taken (again), while pending
 */
public record Delivery(
    String workspace,
    UUID id,
    UUID webhook,
    @Nullable UUID transition,
    String event,
    String body,
    State state,
    @Nullable String reason,
    int attempts,
    @Nullable Integer status,
    Instant createdAt,
    Instant nextAt,
    @Nullable Instant endedAt) {
  public Delivery {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(nextAt, "nextAt");
  }

  /** How far it is. */
  public enum State {
    /** To be sent, or sent again. */
    PENDING,
    /** The receiver took it. */
    DELIVERED,
    /** Given up. */
    DEAD,
    /** Never to be sent: the change came late or during maintenance. */
    SUPPRESSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String word) {
      return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }
  }

  /** A new message about a change. */
  static Delivery of(
      Announcement announcement, Webhook webhook, UUID id, String body, Instant now) {
    @Nullable String because = announcement.suppressedBecause();
    return new Delivery(
        webhook.workspace(),
        id,
        webhook.id(),
        announcement.id(),
        "transition",
        body,
        because == null ? State.PENDING : State.SUPPRESSED,
        because,
        0,
        null,
        now,
        now,
        because == null ? null : now);
  }

  /** A message that only shows that the way is open. */
  public static Delivery test(Webhook webhook, UUID id, String body, Instant now) {
    return new Delivery(
        webhook.workspace(),
        id,
        webhook.id(),
        null,
        "test",
        body,
        State.PENDING,
        null,
        0,
        null,
        now,
        now,
        null);
  }
}
