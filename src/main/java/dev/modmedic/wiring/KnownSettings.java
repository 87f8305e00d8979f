package dev.modmedic.wiring;

import dev.modmedic.wiring.SettingForm.Address;
import dev.modmedic.wiring.SettingForm.Decimal;
import dev.modmedic.wiring.SettingForm.Length;
import dev.modmedic.wiring.SettingForm.Switch;
import dev.modmedic.wiring.SettingForm.Text;
import dev.modmedic.wiring.SettingForm.Whole;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that an operator may choose, checked before anything is opened. What two settings must be to
 * each other is checked where they are used.
 */
final class KnownSettings {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration CENTURY = Duration.ofDays(36_500);

  static final List<Setting> ALL =
      List.of(
          text("host"),
          text("port"),
          text("data-dir"),
          text("database.url"),
          text("database.user"),
          text("database.password"),
          text("egress.allow"),
          text("probe.ca-file"),
          text("knowledge.folders"),
          text("agent.server"),
          text("agent.token"),
          text("agent.token-file"),
          text("agent.references"),
          text("local.references"),
          whole("agent.spool-megabytes", "256", 1, 1 << 20),
          whole("agent.concurrency", "1000", 1, 100_000),
          new Setting("modmedic.public-url", "", new Address()),
          either("local.enabled"),
          either("jobs.enabled"),
          either("alerts.enabled"),
          length("knowledge.watch-interval", "2s", MOMENT, Duration.ofDays(1)),
          length("database.watch-interval", "3s", MOMENT, HOUR),
          length("jobs.polling-interval", "30s", MOMENT, HOUR),
          length("jobs.heartbeat-interval", "10s", MOMENT, HOUR),
          length("watch.least-interval", "10s", Duration.ofSeconds(1), Duration.ofDays(1)),
          length("agents.sync-interval", "10s", MOMENT, HOUR),
          whole("retention.days", "90", 1, 36_500),
          // A partition for each day is made at the start.
          whole("results.days", "14", 1, 1_000),
          length("missed.after", "3m", Duration.ofSeconds(1), YEAR),
          length("missed.after-silence", "1h", Duration.ofSeconds(1), YEAR),
          whole("health.down-after", "3", 1, 100),
          whole("health.up-after", "2", 1, 100),
          whole("health.flapping.changes", "6", 2, 100),
          length("health.flapping.window", "30m", TICK, YEAR),
          whole("health.flapping.calm", "10", 1, 1_000),
          whole("health.stale.intervals", "3", 2, 1_000),
          length("health.stale.floor", "2m", TICK, YEAR),
          length("health.late-after", "10m", TICK, YEAR),
          length("health.evaluation.poll", "1s", Duration.ofMillis(10), HOUR),
          length("health.keep.five-minutes", "7d", Duration.ofDays(2), CENTURY),
          length("health.keep.hours", "90d", Duration.ofDays(8), CENTURY),
          length("health.keep.days", "730d", Duration.ofDays(91), CENTURY),
          length("health.keep.transitions", "400d", Duration.ofDays(91), CENTURY),
          length("insights.burst.window", "1h", Duration.ofMinutes(1), YEAR),
          length("insights.burst.base", "7d", Duration.ofMinutes(1), YEAR),
          whole("insights.burst.sources", "5", 2, 1_000_000),
          new Setting("modmedic.insights.burst.factor", "3", new Decimal(1, 1_000_000)),
          length("webhooks.patience", "10s", MOMENT, Duration.ofMinutes(5)),
          length("webhooks.first-wait", "5s", TICK, YEAR),
          length("webhooks.longest-wait", "1h", TICK, YEAR),
          length("webhooks.give-up-after", "24h", TICK, YEAR),
          whole("webhooks.at-once", "20", 1, 10_000),
          whole("events.streams", "100", 1, 100_000),
          length("events.heartbeat", "15s", MOMENT, HOUR),
          length("events.patience", "30s", MOMENT, HOUR));

  private KnownSettings() {}

  /**
   * Checks all at once, so that somebody who made two mistakes need not start three times.
   *
   * @throws StartupException that names each variable that cannot be, and what is allowed
   */
  static void check(PropertyResolver properties) {
    String complaints =
        ALL.stream()
            .map(setting -> setting.complaint(properties))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    if (!complaints.isEmpty()) {
      throw new StartupException(complaints);
    }
  }

  private static Setting text(String key) {
    return new Setting("modmedic." + key, "", new Text());
  }

  private static Setting either(String key) {
    return new Setting("modmedic." + key, "true", new Switch());
  }

  private static Setting whole(String key, String otherwise, int least, int most) {
    return new Setting("modmedic." + key, otherwise, new Whole(least, most));
  }

  private static Setting length(String key, String otherwise, Duration least, Duration most) {
    return new Setting("modmedic." + key, otherwise, new Length(least, most));
  }
}
