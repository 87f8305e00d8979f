package dev.modmedic.health;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How all targets are, from all regions, and how they were over a window. */
public record HealthMatrix(Window window, List<Row> rows) {
  public HealthMatrix {
    Objects.requireNonNull(window, "window");
    rows = List.copyOf(rows);
  }

  /**
   * One target.
   *
   * @param type the word of its type
   * @param since null while nothing was heard of it
   * @param computedAt when the figures were computed; null before the first time
   */
  public record Row(
      UUID id,
      String name,
      String type,
      String url,
      boolean paused,
      TargetState state,
      @Nullable Instant since,
      Uptime uptime,
      @Nullable Instant computedAt,
      List<Spot> regions) {
    public Row {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(uptime, "uptime");
      regions = List.copyOf(regions);
    }
  }

  /**
   * One target from one region.
   *
   * @param trouble why it is not up; {@link Trouble#NONE} if it is
   * @param maintenance whether failures are expected at the moment
   * @param kinds the kinds of probe, those first that the target's figures are taken from
   */
  public record Spot(
      String region,
      State state,
      @Nullable Instant since,
      Trouble trouble,
      boolean maintenance,
      Uptime uptime,
      List<Kind> kinds) {
    public Spot {
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(trouble, "trouble");
      Objects.requireNonNull(uptime, "uptime");
      kinds = List.copyOf(kinds);
    }

    /** Of all kinds together. */
    public Counts counts() {
      return kinds.stream().map(kind -> kind.figures().counts()).reduce(Counts.NONE, Counts::plus);
    }
  }

  /**
   * One kind of probe of one target from one region.
   *
   * @param kind its word
   * @param lastResultAt when the last run that counted was due
   * @param lastTrouble of the last run that failed or was degraded, whatever came afterwards
   */
  public record Kind(
      String kind,
      State state,
      @Nullable Instant since,
      @Nullable Instant lastResultAt,
      Trouble lastTrouble,
      @Nullable Instant lastTroubleAt,
      Figures figures) {
    public Kind {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(lastTrouble, "lastTrouble");
      Objects.requireNonNull(figures, "figures");
    }
  }
}
