package dev.modmedic.health.web;

import dev.modmedic.health.Counts;
import dev.modmedic.health.HealthMatrix;
import dev.modmedic.health.HealthMatrix.Kind;
import dev.modmedic.health.HealthMatrix.Offline;
import dev.modmedic.health.HealthMatrix.Row;
import dev.modmedic.health.HealthMatrix.Spot;
import dev.modmedic.health.Measure;
import dev.modmedic.health.Quantiles;
import dev.modmedic.health.State;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The matrix as JSON. */
@Serdeable
record HealthView(String window, List<RowView> targets) {
  static HealthView of(HealthMatrix matrix, Titles titles) {
    return new HealthView(
        matrix.window().word(),
        matrix.rows().stream().map(row -> RowView.of(row, titles)).toList());
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** One target. */
  @Serdeable
  record RowView(
      String id,
      String name,
      String type,
      String url,
      boolean paused,
      String state,
      @Nullable String since,
      @Nullable Double uptime,
      @Nullable String computedAt,
      List<SpotView> regions) {
    static RowView of(Row row, Titles titles) {
      return new RowView(
          row.id().toString(),
          row.name(),
          row.type(),
          row.url(),
          row.paused(),
          row.state().word(),
          text(row.since()),
          FiguresView.share(row.uptime().share()),
          text(row.computedAt()),
          row.regions().stream().map(spot -> SpotView.of(spot, titles)).toList());
    }
  }

  /**
   * One target from one region.
   *
   * @param kind the kind of probe that the times are of; null before the first result
   */
  @Serdeable
  record SpotView(
      String region,
      String state,
      @Nullable String since,
      boolean maintenance,
      @Nullable TroubleView cause,
      @Nullable TroubleView lastFailure,
      @Nullable OfflineView offline,
      @Nullable Double uptime,
      @Nullable Double reachability,
      @Nullable Double coverage,
      FiguresView.Runs runs,
      @Nullable String kind,
      Map<String, FiguresView.Times> times) {
    static SpotView of(Spot spot, Titles titles) {
      Counts counts = spot.counts();
      @Nullable Kind main = spot.kinds().isEmpty() ? null : spot.kinds().getFirst();
      Map<Measure, Quantiles> quantiles = main == null ? Map.of() : main.figures().quantiles();
      return new SpotView(
          spot.region(),
          spot.state().word(),
          text(spot.since()),
          spot.maintenance(),
          cause(spot, titles),
          lastFailure(spot, titles),
          OfflineView.of(spot.offline().orElse(null)),
          FiguresView.share(spot.uptime().share()),
          FiguresView.share(counts.reachability()),
          FiguresView.share(counts.coverage()),
          FiguresView.Runs.of(counts),
          main == null ? null : main.kind(),
          FiguresView.times(quantiles));
    }

    /** A vantage that never gets out is why nothing is known. */
    private static @Nullable TroubleView cause(Spot spot, Titles titles) {
      boolean unheard = spot.state() == State.UNKNOWN || spot.state() == State.STALE;
      Optional<Offline> offline = spot.offline();
      return unheard && offline.isPresent()
          ? TroubleView.of(offline.get().trouble(), offline.get().at(), titles)
          : TroubleView.of(spot.trouble(), spot.troubleAt(), titles);
    }

    private static @Nullable TroubleView lastFailure(Spot spot, Titles titles) {
      return spot.kinds().stream()
          .map(kind -> TroubleView.last(kind, titles))
          .filter(Objects::nonNull)
          .filter(trouble -> trouble.at() != null)
          .max(Comparator.comparing(trouble -> Instant.parse(String.valueOf(trouble.at()))))
          .orElse(null);
    }
  }
}
