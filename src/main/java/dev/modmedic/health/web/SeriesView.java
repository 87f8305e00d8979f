package dev.modmedic.health.web;

import dev.modmedic.health.HealthStore.Point;
import dev.modmedic.health.HealthStore.SeriesQuery;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures over time as JSON: one series for each region and kind. */
@Serdeable
record SeriesView(String resolution, String since, String until, List<Line> series) {
  static SeriesView of(SeriesQuery query, List<Point> points) {
    Map<List<String>, List<PointView>> lines = new LinkedHashMap<>();
    for (Point point : points) {
      lines
          .computeIfAbsent(List.of(point.region(), point.kind()), any -> new ArrayList<>())
          .add(PointView.of(point));
    }
    return new SeriesView(
        query.resolution().word(),
        query.since().toString(),
        query.until().toString(),
        lines.entrySet().stream()
            .map(line -> new Line(line.getKey().get(0), line.getKey().get(1), line.getValue()))
            .toList());
  }

  /** Of one region and kind. */
  @Serdeable
  record Line(String region, String kind, List<PointView> points) {}

  /** One stretch of time, by its beginning. */
  @Serdeable
  record PointView(
      String at,
      @Nullable Double reachability,
      @Nullable Double coverage,
      FiguresView.Runs runs,
      long bytes,
      Map<String, FiguresView.Times> times) {
    static PointView of(Point point) {
      return new PointView(
          point.at().toString(),
          FiguresView.share(point.figures().counts().reachability()),
          FiguresView.share(point.figures().counts().coverage()),
          FiguresView.Runs.of(point.figures().counts()),
          point.figures().counts().bytes(),
          FiguresView.times(point.figures().quantiles()));
    }
  }
}
