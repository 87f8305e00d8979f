package dev.modmedic.health.web;

import dev.modmedic.health.HealthMatrix;
import dev.modmedic.health.HealthMatrix.Kind;
import dev.modmedic.health.HealthMatrix.Spot;
import dev.modmedic.health.Window;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One target as JSON, with every kind of probe. */
@Serdeable
record TargetHealthView(String window, HealthView.RowView target, List<CheckView> checks) {
  /** Of a matrix with one row. */
  static TargetHealthView of(HealthMatrix matrix, Titles titles) {
    HealthMatrix.Row row = matrix.rows().getFirst();
    Window window = matrix.window();
    return new TargetHealthView(
        window.word(),
        HealthView.RowView.of(row, titles),
        row.regions().stream()
            .flatMap(spot -> spot.kinds().stream().map(kind -> CheckView.of(spot, kind, titles)))
            .toList());
  }

  /** One kind of probe from one region. */
  @Serdeable
  record CheckView(
      String region,
      String kind,
      String state,
      @Nullable String since,
      @Nullable String lastResultAt,
      @Nullable TroubleView lastFailure,
      @Nullable OfflineView offline,
      @Nullable Double reachability,
      @Nullable Double coverage,
      FiguresView.Runs runs,
      long bytes,
      Map<String, FiguresView.Times> times) {
    static CheckView of(Spot spot, Kind kind, Titles titles) {
      return new CheckView(
          spot.region(),
          kind.kind(),
          kind.state().word(),
          HealthView.text(kind.since()),
          HealthView.text(kind.lastResultAt()),
          TroubleView.last(kind, titles),
          OfflineView.of(kind.offline()),
          FiguresView.share(kind.figures().counts().reachability()),
          FiguresView.share(kind.figures().counts().coverage()),
          FiguresView.Runs.of(kind.figures().counts()),
          kind.figures().counts().bytes(),
          FiguresView.times(kind.figures().quantiles()));
    }
  }
}
