package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.BackOff;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.MessageWriter;
import dev.modmedic.health.Outbox;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.TellChanges;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookSender;
import dev.modmedic.health.WebhookSender.Sent;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.PostgresExtension;
import dev.modmedic.testing.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class OutboxTest {
  private static final TellChanges.Rules RULES =
      new TellChanges.Rules(
          new BackOff(Duration.ofSeconds(10), Duration.ofHours(1)),
          Duration.ofHours(24),
          Duration.ofMinutes(1),
          20);

  private final SettableClock clock =
      new SettableClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
  private final Receiver receiver = new Receiver();
  private final JdbcOutbox outbox;
  private final JdbcWebhookStore webhooks;
  private final JdbcAnnouncementStore announcements;
  private final HealthRows rows;
  private final TellChanges tell;

  OutboxTest(DataSource dataSource) {
    this.outbox = new JdbcOutbox(dataSource);
    this.webhooks = new JdbcWebhookStore(dataSource);
    this.announcements = new JdbcAnnouncementStore(dataSource);
    this.rows = new HealthRows(dataSource);
    this.tell = tell(receiver);
  }

  @BeforeEach
  void region() {
    rows.region("cn-north");
  }

  @AfterEach
  void empty() {
    rows.execute(
        "truncate webhook, alert_delivery, health_event, health_transition, target cascade");
  }

  @Test
  void aChangeReachesEveryWebhookThatWantsIt() throws Exception {
    Webhook all = webhook(AnnouncementFilter.ALL);
    Webhook other = webhook(new AnnouncementFilter(Set.of(), Set.of("eu"), Set.of()));
    UUID target = target();
    UUID change = rows.transition(target, "cn-north", "up", "down");

    assertThat(tell.announce()).isEqualTo(1);
    assertThat(tell.announce()).isZero();
    deliver();

    assertThat(receiver.bodies()).containsExactly("down " + change);
    assertThat(deliveries(all))
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.DELIVERED);
    assertThat(deliveries(other)).isEmpty();
  }

  @Test
  void nobodyIsWokenForWhatIsLateOrExpected() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    UUID target = target();
    rows.transition(target, "cn-north", "up", "down", true, false);
    rows.transition(target, "cn-north", "down", "up", false, true);

    tell.announce();
    deliver();

    assertThat(receiver.bodies()).isEmpty();
    assertThat(deliveries(webhook))
        .extracting(Delivery::state, Delivery::reason)
        .containsExactlyInAnyOrder(
            tuple(Delivery.State.SUPPRESSED, "late"),
            tuple(Delivery.State.SUPPRESSED, "maintenance"));
    assertThat(announcements.after("default", 0, 10)).hasSize(2);
  }

  @Test
  void aFailureIsTriedAgainLaterUnderTheSameId() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    receiver.answer(new Sent.Failed(500, "the receiver answered 500", null));

    deliver();
    Delivery failed = deliveries(webhook).getFirst();
    deliver();

    assertThat(failed.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(failed.reason()).isEqualTo("the receiver answered 500");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(Duration.between(clock.instant(), failed.nextAt()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(receiver.ids()).hasSize(1);

    clock.advance(Duration.ofSeconds(10));
    deliver();

    assertThat(receiver.ids()).hasSize(2).containsOnly(failed.id());
    assertThat(deliveries(webhook).getFirst())
        .satisfies(delivery -> {
          assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
          assertThat(delivery.attempts()).isEqualTo(2);
          assertThat(delivery.reason()).isNull();
        });
  }

  @Test
  void aReceiverThatAsksForTimeGetsIt() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    receiver.answer(new Sent.Failed(429, "the receiver answered 429", Duration.ofHours(3)));

    deliver();

    assertThat(deliveries(webhook).getFirst().nextAt())
        .isEqualTo(clock.instant().plus(Duration.ofHours(3)));
  }

  @Test
  void whatCannotBeDeliveredIsGivenUpAndSaysSo() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    int attempts = 0;
    while (deliveries(webhook).getFirst().state() == Delivery.State.PENDING) {
      receiver.answer(new Sent.Failed(502, "the receiver answered 502", null));
      deliver();
      clock.advance(Duration.ofHours(1));
      attempts++;
    }

    assertThat(attempts).isBetween(20, 26);
    assertThat(deliveries(webhook).getFirst())
        .satisfies(delivery -> {
          assertThat(delivery.state()).isEqualTo(Delivery.State.DEAD);
          assertThat(delivery.reason())
              .isEqualTo("given up after PT24H: the receiver answered 502");
        });
  }

  @Test
  void aFaultOfOursIsTriedAgainAndTold() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    TellChanges broken =
        tell((to, delivery) -> {
          throw new IllegalArgumentException("no URL");
        });

    for (FutureTask<Void> task : broken.deliver(Runnable::run)) {
      task.get();
    }

    Delivery waiting = deliveries(webhook).getFirst();
    assertThat(waiting.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(waiting.reason())
        .isEqualTo("ModMedic could not send: java.lang.IllegalArgumentException: no URL");
  }

  @Test
  void whatWaitsForAWebhookThatIsOffIsGivenUpInTheEnd() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    webhooks.change(webhook.workspace(), webhook.id(), null, present -> switched(present, false));

    deliver();
    assertThat(receiver.ids()).isEmpty();
    clock.advance(Duration.ofHours(25));
    deliver();

    assertThat(deliveries(webhook).getFirst().state()).isEqualTo(Delivery.State.DEAD);
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOff() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    UUID target = target();
    rows.transition(target, "cn-north", "up", "down");
    rows.transition(target, "cn-north", "down", "up");
    tell.announce();
    receiver.answer(new Sent.Gone());
    receiver.answer(new Sent.Gone());

    deliver();

    assertThat(webhooks.find("default", webhook.id()))
        .hasValueSatisfying(off -> {
          assertThat(off.enabled()).isFalse();
          assertThat(off.disabledReason()).isEqualTo("the receiver answered 410 Gone");
        });
    assertThat(deliveries(webhook)).extracting(Delivery::state).containsOnly(Delivery.State.DEAD);
    rows.transition(target, "cn-north", "up", "down");
    tell.announce();
    assertThat(deliveries(webhook)).hasSize(2);
  }

  @Test
  void whoDiesBetweenSendingAndNotingIsFollowedBySomebodyElseUnderTheSameId() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    Outbox.Taken dead = outbox.take(10, clock.instant(), RULES.lease()).getFirst();
    receiver.send(dead.webhook(), dead.delivery());

    deliver();
    assertThat(receiver.ids()).hasSize(1);
    clock.advance(RULES.lease());
    deliver();

    UUID id = deliveries(webhook).getFirst().id();
    assertThat(receiver.ids()).containsExactly(id, id);
    // The dead one wakes up after all and has nothing to say any more.
    assertThat(outbox.settle(dead.delivery())).isFalse();
    assertThat(deliveries(webhook).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aSecretThatDoesNotSignAnyMoreIsForgotten() {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    Secrets renewed = webhook.secrets().renewed("next", clock.instant(), Duration.ofHours(1));
    webhooks.renew("default", webhook.id(), secrets -> renewed, clock.instant(), null);

    outbox.forgetSecrets(clock.instant().plusSeconds(3_599));
    assertThat(webhooks.find("default", webhook.id()).orElseThrow().secrets()).isEqualTo(renewed);

    outbox.forgetSecrets(clock.instant().plusSeconds(3_600));
    assertThat(webhooks.find("default", webhook.id()).orElseThrow().secrets())
        .isEqualTo(Secrets.of("next"));
  }

  @Test
  void manyReplicasAnnounceAndDeliverEachChangeOnce() throws Exception {
    webhook(AnnouncementFilter.ALL);
    UUID target = target();
    int changes = 60;
    int replicas = 4;
    for (int i = 0; i < changes; i++) {
      rows.transition(target, "cn-north", i % 2 == 0 ? "up" : "down", i % 2 == 0 ? "down" : "up");
    }
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < replicas; i++) {
        TellChanges replica = tell(receiver);
        all.add(
            executor.submit(() -> {
              start.await();
              replica.announce();
              for (int round = 0; round < 10; round++) {
                for (FutureTask<Void> task : replica.deliver(executor)) {
                  task.get();
                }
              }
              return null;
            }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(receiver.ids()).hasSize(changes).doesNotHaveDuplicates();
    List<Announcement> told = announcements.after("default", 0, 1_000);
    assertThat(told)
        .extracting(Announcement::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, changes).boxed().toList());
    assertThat(told).extracting(Announcement::id).doesNotHaveDuplicates();
  }

  @Test
  void aPlaceInTheOrderIsFoundEvenForATransitionThatIsUnknown() {
    UUID target = target();
    UUID first = rows.transition(target, "cn-north", "up", "down");
    UUID between = UuidCreator.getTimeOrderedEpoch();
    UUID second = rows.transition(target, "cn-north", "down", "up");
    tell.announce();

    assertThat(announcements.positionOf("default", first)).isEqualTo(1);
    assertThat(announcements.positionOf("default", between)).isEqualTo(1);
    assertThat(announcements.positionOf("default", second)).isEqualTo(2);
    assertThat(announcements.positionOf("default", new UUID(0, 0))).isZero();
  }

  @Test
  void endedDeliveriesAreErased() throws Exception {
    Webhook webhook = webhook(AnnouncementFilter.ALL);
    announceOne();
    deliver();

    assertThat(outbox.erase(clock.instant())).isZero();
    assertThat(outbox.erase(clock.instant().plusSeconds(1))).isEqualTo(1);
    assertThat(deliveries(webhook)).isEmpty();
  }

  private void announceOne() {
    rows.transition(target(), "cn-north", "up", "down");
    tell.announce();
  }

  private UUID target() {
    return rows.target("proxy " + UUID.randomUUID(), "https://proxy.example.net", "cn-north");
  }

  private Webhook webhook(AnnouncementFilter filter) {
    Webhook webhook =
        new Webhook(
            "default",
            UuidCreator.getTimeOrderedEpoch(),
            URI.create("https://receiver.example.net/"),
            Webhook.Format.MODMEDIC,
            Language.EN,
            Secrets.of("secret"),
            filter,
            true,
            null,
            clock.instant(),
            clock.instant(),
            1);
    webhooks.add(webhook, null);
    return webhook;
  }

  private static Webhook switched(Webhook webhook, boolean on) {
    return new Webhook(
        webhook.workspace(),
        webhook.id(),
        webhook.url(),
        webhook.format(),
        webhook.language(),
        webhook.secrets(),
        webhook.filter(),
        on,
        null,
        webhook.createdAt(),
        webhook.updatedAt(),
        webhook.version() + 1);
  }

  private List<Delivery> deliveries(Webhook webhook) {
    return webhooks.deliveries("default", webhook.id(), null, null, 100);
  }

  private void deliver() throws InterruptedException, ExecutionException {
    for (FutureTask<Void> task : tell.deliver(Runnable::run)) {
      task.get();
    }
  }

  private TellChanges tell(WebhookSender sender) {
    return new TellChanges(
        outbox,
        sender,
        new Words(),
        RULES,
        clock,
        UuidCreator::getTimeOrderedEpoch,
        new Random(42));
  }

  /** Writes what can be recognised. */
  private static final class Words implements MessageWriter {
    @Override
    public String transition(Announcement announcement, Webhook webhook, UUID delivery) {
      return announcement.to() + " " + announcement.id();
    }

    @Override
    public String test(Webhook webhook, UUID delivery, Instant now) {
      return "test";
    }
  }

  /** Answers as it is told, and otherwise takes everything. */
  private static final class Receiver implements WebhookSender {
    private final Queue<Sent> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Delivery> received = new ConcurrentLinkedQueue<>();

    void answer(Sent sent) {
      answers.add(sent);
    }

    List<UUID> ids() {
      return received.stream().map(Delivery::id).toList();
    }

    List<String> bodies() {
      return received.stream().map(Delivery::body).toList();
    }

    @Override
    public Sent send(Webhook webhook, Delivery delivery) {
      received.add(delivery);
      @Nullable Sent answer = answers.poll();
      return answer == null ? new Sent.Accepted(200) : answer;
    }
  }
}
