package dev.modmedic.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** Of the kind whose latest run came to nothing last; empty if none did. */
    public Optional<Offline> offline() {
      return kinds.stream()
          .map(Kind::offline)
          .filter(Objects::nonNull)
          .max(Comparator.comparing(Offline::at));
    }

    /** When the run was due that the trouble is of; null if there is none. */
    public @Nullable Instant troubleAt() {
      return kinds.stream()
          .filter(kind -> !trouble.equals(Trouble.NONE) && kind.lastTrouble().equals(trouble))
          .map(Kind::lastTroubleAt)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  /**
   * Runs in a row that say nothing about the target, because the vantage itself had no way out.
   *
   * @param since when the first of them was due
   * @param at when the last of them was due
   * @param trouble of the last of them
   */
  public record Offline(Instant since, Instant at, long runs, Trouble trouble) {
    public Offline {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(trouble, "trouble");
    }
  }

  /**
   * One kind of probe of one target from one region.
   *
   * @param kind its word
   * @param lastResultAt when the last run that counted was due
   * @param lastTrouble of the last run that failed or was degraded, whatever came afterwards
   * @param offline null unless the latest run came to nothing at the vantage itself
   */
  public record Kind(
      String kind,
      State state,
      @Nullable Instant since,
      @Nullable Instant lastResultAt,
      Trouble lastTrouble,
      @Nullable Instant lastTroubleAt,
      Figures figures,
      @Nullable Offline offline) {
    public Kind {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(lastTrouble, "lastTrouble");
      Objects.requireNonNull(figures, "figures");
    }
  }
}
