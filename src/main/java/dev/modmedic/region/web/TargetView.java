package dev.modmedic.region.web;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.region.Watch;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target as JSON. */
@Serdeable
record TargetView(
    String id,
    String name,
    String type,
    String url,
    List<String> kinds,
    List<String> regions,
    String interval,
    boolean paused,
    SettingsView settings,
    String createdAt,
    String updatedAt) {
  static TargetView of(Watch watch) {
    Target target = watch.target();
    return new TargetView(
        target.id().toString(),
        target.name(),
        target.type().word(),
        target.url().toString(),
        watch.kinds().stream().map(ProbeKind::word).toList(),
        watch.regions(),
        watch.interval().toString(),
        watch.paused(),
        SettingsView.of(target.settings()),
        watch.createdAt().toString(),
        watch.updatedAt().toString());
  }

  /** How it is probed. */
  @Serdeable
  record SettingsView(
      String timeout,
      @Nullable String slowAfter,
      List<String> canaries,
      List<String> resolvers,
      @Nullable String sumDb,
      boolean cold,
      @Nullable String index,
      List<Integer> acceptedStatus,
      int certificateDays,
      long maxBytes) {
    static SettingsView of(ProbeSettings settings) {
      @Nullable Duration slowAfter = settings.slowAfter();
      return new SettingsView(
          settings.timeout().toString(),
          slowAfter == null ? null : slowAfter.toString(),
          settings.canaries().stream().map(ModuleVersion::toString).toList(),
          settings.resolvers(),
          settings.sumDb(),
          settings.cold(),
          settings.index() == null ? null : settings.index().toString(),
          settings.acceptedStatus(),
          settings.certificateDays(),
          settings.maxBytes());
    }
  }

  /**
   * A page of targets.
   *
   * @param next cursor of the page behind, or null at the end
   */
  @Serdeable
  record PageView(List<TargetView> items, @Nullable String next) {}
}
