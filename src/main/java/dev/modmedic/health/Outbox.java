package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Changes that are to be told, and messages that are to be sent, shared by all replicas; every call
 * throws {@link dev.modmedic.history.StoreUnavailable} when the database cannot be reached.
 */
public interface Outbox {
  /**
   * Gives changes their place in the order of telling and makes the deliveries, in one transaction
   * that no two replicas run at once.
   *
   * @return how many changes there were, at most {@code limit}
   */
  int announce(int limit, Instant now, Maker maker);

  /** Makes the deliveries of one change. */
  interface Maker {
    /**
     * @param webhooks those that are switched on
     */
    List<Delivery> deliveries(Announcement announcement, List<Webhook> webhooks);
  }

  /**
   * Takes deliveries that are due, of webhooks that are switched on. A delivery taken is due again
   * after {@code lease}, unless it is settled before.
   */
  List<Taken> take(int limit, Instant now, Duration lease);

  /** A delivery to be sent now. */
  record Taken(Delivery delivery, Webhook webhook) {}

  /**
   * Notes what an attempt came to, unless the delivery was taken again or ended meanwhile.
   *
   * @return whether it was noted
   */
  boolean settle(Delivery settled);

  /**
   * Notes the attempt that showed that a webhook is gone, switches it off, and ends what was to be
   * sent to it, all in one transaction.
   *
   * @param last ended, with the reason
   */
  void disable(Webhook webhook, Delivery last, Instant now);

  /** Ends pending deliveries made before {@code made}; how many. */
  int giveUp(Instant made, String reason, Instant now);

  /** Forgets secrets of webhooks that do not sign any more; how many. */
  int forgetSecrets(Instant now);

  /** Erases ended deliveries, at most a thousand; how many. */
  int erase(Instant endedBefore);
}
