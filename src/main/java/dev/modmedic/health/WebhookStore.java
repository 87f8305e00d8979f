package dev.modmedic.health;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps webhooks; every call throws {@link dev.modmedic.history.StoreUnavailable} when the database
 * cannot be reached.
 */
public interface WebhookStore {
  void add(Webhook webhook);

  Optional<Webhook> find(String workspace, UUID id);

  /**
   * Newest first.
   *
   * @param before only older ones than this; null for the newest
   */
  List<Webhook> list(String workspace, @Nullable UUID before, int limit);

  /** Replaces all but the secret and the time of making; whether it was there. */
  boolean update(Webhook webhook);

  /** Removes it with its deliveries; whether it was there. */
  boolean remove(String workspace, UUID id);

  /** Puts a test message into the outbox. */
  void addTest(Delivery test);

  /**
   * A webhook's deliveries, newest first.
   *
   * @param state only those in this state; null for all
   * @param before only older ones than this; null for the newest
   */
  List<Delivery> deliveries(
      String workspace,
      UUID webhook,
      Delivery.@Nullable State state,
      @Nullable UUID before,
      int limit);
}
