package dev.modmedic.wiring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.modmedic.access.EgressPolicy;
import dev.modmedic.health.AnnouncementStore;
import dev.modmedic.health.BackOff;
import dev.modmedic.health.EventHub;
import dev.modmedic.health.MessageWriter;
import dev.modmedic.health.Outbox;
import dev.modmedic.health.ProxyMeasurements;
import dev.modmedic.health.RecommendProxies;
import dev.modmedic.health.TellChanges;
import dev.modmedic.health.WebhookSender;
import dev.modmedic.health.events.EventRules;
import dev.modmedic.health.listen.ChangeListener;
import dev.modmedic.health.message.JsonMessages;
import dev.modmedic.health.message.Links;
import dev.modmedic.health.webhook.OkHttpSender;
import dev.modmedic.knowledge.CurrentKnowledge;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What tells people and programs of changes of health. */
@Factory
final class AlertFactory {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFactory.class);
  private static final String WORKSPACE = "default";

  /** Streams that are at most so many changes behind cost nothing. */
  private static final int KEPT = 1_000;

  private static final Duration REST = Duration.ofSeconds(2);

  @Singleton
  MessageWriter messageWriter(
      CurrentKnowledge knowledge, @Value("${modmedic.public-url:}") String publicUrl) {
    return new JsonMessages(knowledge, new Links(publicUrl));
  }

  @Singleton
  WebhookSender webhookSender(
      EgressPolicy policy,
      @Value("${modmedic.webhooks.patience:10s}") Duration patience,
      Clock clock) {
    return new OkHttpSender(policy, patience, clock, "ModMedic/" + BuildInfo.load().version());
  }

  /** Made with the context, so that rules that make no sense stop the start. */
  @Context
  TellChanges.Rules webhookRules(
      @Value("${modmedic.webhooks.first-wait:5s}") Duration first,
      @Value("${modmedic.webhooks.longest-wait:1h}") Duration longest,
      @Value("${modmedic.webhooks.give-up-after:24h}") Duration giveUpAfter,
      @Value("${modmedic.webhooks.patience:10s}") Duration patience,
      @Value("${modmedic.webhooks.at-once:20}") int atOnce) {
    if (longest.compareTo(first) < 0) {
      throw new StartupException(
          "MODMEDIC_WEBHOOKS_FIRST_WAIT is %s and MODMEDIC_WEBHOOKS_LONGEST_WAIT is %s. The second must not be below the first."
              .formatted(SettingForm.words(first), SettingForm.words(longest)));
    }
    try {
      Duration lease = patience.multipliedBy(3).plusSeconds(30);
      return new TellChanges.Rules(new BackOff(first, longest), giveUpAfter, lease, atOnce);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "The settings MODMEDIC_WEBHOOKS_* make no rule: %s.".formatted(e.getMessage()), e);
    }
  }

  @Context
  EventRules eventRules(
      @Value("${modmedic.events.streams:100}") int streams,
      @Value("${modmedic.events.heartbeat:15s}") Duration heartbeat,
      @Value("${modmedic.events.patience:30s}") Duration patience) {
    try {
      return new EventRules(streams, heartbeat, patience);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "The settings MODMEDIC_EVENTS_* make no rule: %s.".formatted(e.getMessage()), e);
    }
  }

  @Singleton
  TellChanges tellChanges(
      Outbox outbox,
      WebhookSender sender,
      MessageWriter writer,
      TellChanges.Rules rules,
      Clock clock,
      Supplier<UUID> ids) {
    return new TellChanges(
        outbox, sender, writer, rules, clock, ids, () -> ThreadLocalRandom.current().nextLong());
  }

  @Singleton
  EventHub eventHub(AnnouncementStore store) {
    return new EventHub(store, WORKSPACE, KEPT);
  }

  @Singleton
  RecommendProxies recommendProxies(ProxyMeasurements measurements, Clock clock) {
    return new RecommendProxies(measurements, clock);
  }

  /** Every replica announces and follows; whoever is first does the work. */
  @Singleton
  @Requires(beans = DataSource.class)
  @Bean(preDestroy = "close")
  ChangeListener changeListener(
      TellChanges tell,
      EventHub hub,
      @Value("${datasources.default.url}") String url,
      @Value("${datasources.default.username}") String user,
      @Value("${datasources.default.password}") String password) {
    return new ChangeListener(
        url,
        user,
        password,
        REST,
        () -> {
          tell.announce();
          hub.refresh();
        });
  }

  @Singleton
  @Requires(beans = DataSource.class)
  Task<Void> alertRetention(
      Outbox outbox, Clock clock, @Value("${modmedic.retention.days:90}") int days) {
    return Tasks.recurring("alert-retention", FixedDelay.ofHours(1))
        .execute((instance, context) -> {
          outbox.forgetSecrets(clock.instant());
          int erased = 0;
          int some;
          do {
            some = outbox.erase(clock.instant().minus(Duration.ofDays(days)));
            erased += some;
          } while (some > 0);
          if (erased > 0) {
            LOG.info("Erased {} deliveries older than {} days", erased, days);
          }
        });
  }
}
