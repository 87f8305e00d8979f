package dev.modmedic.health;

import java.time.Instant;
import java.util.UUID;

/** Writes what a webhook is sent. */
public interface MessageWriter {
  /**
   * @param delivery the id of the delivery that it becomes
   */
  String transition(Announcement announcement, Webhook webhook, UUID delivery);

  String test(Webhook webhook, UUID delivery, Instant now);
}
