package dev.modmedic.health;

import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps webhooks; every call throws {@link dev.modmedic.history.StoreUnavailable} when the database
 * cannot be reached.
 */
public interface WebhookStore {
  /**
   * Keeps a new webhook.
   *
   * @param key what makes a repeated request the same request, or null
   * @return it, or the one that an earlier request with the key made
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Made<Webhook> add(Webhook webhook, @Nullable RequestKey key);

  Optional<Webhook> find(String workspace, UUID id);

  /**
   * Newest first.
   *
   * @param before only older ones than this; null for the newest
   */
  List<Webhook> list(String workspace, @Nullable UUID before, int limit);

  /** What became of a webhook that was to be changed or removed. */
  sealed interface Outcome {
    /** It stands, or stood, like this. */
    record Done(Webhook webhook) implements Outcome {}

    /** There is no such webhook. */
    record Unknown() implements Outcome {}

    /** It is in another version than the one meant. */
    record Outdated(long version) implements Outcome {}
  }

  /**
   * Changes all but the secrets and the time of making, while nobody else can change it.
   *
   * @param version the only one to be changed, or null for any
   * @param change from how it is to how it shall be; one that changes nothing keeps the version
   */
  Outcome change(String workspace, UUID id, @Nullable Long version, UnaryOperator<Webhook> change);

  /**
   * Changes its secrets.
   *
   * @param key what makes a repeated request the same request, or null
   * @return it as it is now; empty if it is not there
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Optional<Made<Webhook>> renew(
      String workspace,
      UUID id,
      UnaryOperator<Secrets> change,
      Instant now,
      @Nullable RequestKey key);

  /**
   * Removes it with its deliveries.
   *
   * @param version the only one to be removed, or null for any
   */
  Outcome remove(String workspace, UUID id, @Nullable Long version);

  /**
   * Puts a test message into the outbox.
   *
   * @param key what makes a repeated request the same request, or null
   * @return it, or the one that an earlier request with the key made
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Made<Delivery> addTest(Delivery test, @Nullable RequestKey key);

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
