package dev.modmedic.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of changes and sends them until they arrive or are given up. */
public final class TellChanges {
  private static final int PAGE = 100;

  private final Outbox outbox;
  private final WebhookSender sender;
  private final MessageWriter writer;
  private final Rules rules;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final RandomGenerator random;
  private final Semaphore room;

  public TellChanges(
      Outbox outbox,
      WebhookSender sender,
      MessageWriter writer,
      Rules rules,
      Clock clock,
      Supplier<UUID> ids,
      RandomGenerator random) {
    this.outbox = outbox;
    this.sender = sender;
    this.writer = writer;
    this.rules = rules;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
    this.room = new Semaphore(rules.atOnce());
  }

  /**
   * What the operator may choose.
   *
   * @param giveUpAfter counted from the change
   * @param lease longer than one attempt can take; after it somebody else may try
   * @param atOnce attempts under way at most, in this process
   */
  public record Rules(BackOff backOff, Duration giveUpAfter, Duration lease, int atOnce) {
    public Rules {
      if (!giveUpAfter.isPositive() || !lease.isPositive() || atOnce < 1) {
        throw new IllegalArgumentException(
            "give up after %s, lease %s, at once %d".formatted(giveUpAfter, lease, atOnce));
      }
    }
  }

  /** Puts every change that was not told yet in order, and its messages into the outbox. */
  public int announce() {
    int all = 0;
    int some;
    do {
      some = outbox.announce(PAGE, clock.instant(), this::deliveries);
      all += some;
    } while (some == PAGE);
    return all;
  }

  private List<Delivery> deliveries(Announcement announcement, List<Webhook> webhooks) {
    Instant now = clock.instant();
    return webhooks.stream()
        .filter(webhook -> webhook.filter().passes(announcement))
        .map(webhook -> {
          UUID id = ids.get();
          String body = writer.transition(announcement, webhook, id);
          return Delivery.of(announcement, webhook, id, body, now);
        })
        .toList();
  }

  /**
   * Begins to send what is due, each message in a task of its own, as far as there is room; what is
   * too old is given up.
   *
   * @return the tasks, to be waited for by whoever wants to
   */
  public List<FutureTask<Void>> deliver(Executor executor) {
    Instant now = clock.instant();
    outbox.giveUp(now.minus(rules.giveUpAfter()), "given up after " + rules.giveUpAfter(), now);
    int free = room.drainPermits();
    List<Outbox.Taken> taken = List.of();
    try {
      taken = free == 0 ? taken : outbox.take(free, now, rules.lease());
    } finally {
      room.release(free - taken.size());
    }
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (Outbox.Taken one : taken) {
      FutureTask<Void> task = new FutureTask<>(() -> attempt(one), null);
      tasks.add(task);
      executor.execute(task);
    }
    return tasks;
  }

  private void attempt(Outbox.Taken taken) {
    try {
      settle(taken, send(taken));
    } finally {
      room.release();
    }
  }

  /** A fault of ours is tried again and told like one of the receiver's. */
  private WebhookSender.Sent send(Outbox.Taken taken) {
    try {
      return sender.send(taken.webhook(), taken.delivery());
    } catch (RuntimeException e) {
      return new WebhookSender.Sent.Failed(null, "ModMedic could not send: " + e, null);
    }
  }

  private void settle(Outbox.Taken taken, WebhookSender.Sent sent) {
    Delivery delivery = taken.delivery();
    Instant now = clock.instant();
    switch (sent) {
      case WebhookSender.Sent.Accepted(int status) ->
          outbox.settle(ended(delivery, Delivery.State.DELIVERED, null, status, now));
      case WebhookSender.Sent.Gone() -> {
        String reason = "the receiver answered 410 Gone";
        outbox.disable(
            taken.webhook(), ended(delivery, Delivery.State.DEAD, reason, 410, now), now);
      }
      case WebhookSender.Sent.Failed failed -> outbox.settle(failed(delivery, failed, now));
    }
  }

  private Delivery failed(Delivery delivery, WebhookSender.Sent.Failed failed, Instant now) {
    Duration wait = rules.backOff().after(delivery.attempts(), random);
    @Nullable Duration asked = failed.retryAfter();
    Instant next = now.plus(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
    if (next.isAfter(delivery.createdAt().plus(rules.giveUpAfter()))) {
      String reason = "given up after %s: %s".formatted(rules.giveUpAfter(), failed.says());
      return ended(delivery, Delivery.State.DEAD, reason, failed.status(), now);
    }
    return changed(delivery, Delivery.State.PENDING, failed.says(), failed.status(), next, null);
  }

  private static Delivery ended(
      Delivery delivery,
      Delivery.State state,
      @Nullable String reason,
      @Nullable Integer status,
      Instant now) {
    return changed(delivery, state, reason, status, delivery.nextAt(), now);
  }

  private static Delivery changed(
      Delivery delivery,
      Delivery.State state,
      @Nullable String reason,
      @Nullable Integer status,
      Instant next,
      @Nullable Instant endedAt) {
    return new Delivery(
        delivery.workspace(),
        delivery.id(),
        delivery.webhook(),
        delivery.transition(),
        delivery.event(),
        delivery.body(),
        state,
        reason,
        delivery.attempts(),
        status,
        delivery.createdAt(),
        next,
        endedAt);
  }
}
