package dev.modmedic.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends one message once; safe for many threads. */
public interface WebhookSender {
  Sent send(Webhook webhook, Delivery delivery);

  /** What came of it. */
  sealed interface Sent {
    /** Status 2xx. */
    record Accepted(int status) implements Sent {}

    /** Status 410: the receiver wants nothing more, ever. */
    record Gone() implements Sent {}

    /**
     * Anything else.
     *
     * @param status null if no answer came
     * @param retryAfter what the receiver asked for; null if it did not
     */
    record Failed(@Nullable Integer status, String says, @Nullable Duration retryAfter)
        implements Sent {}
  }
}
