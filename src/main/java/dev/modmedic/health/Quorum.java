package dev.modmedic.health;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a target is as a whole. It is down when more of its fresh regions say so than do not; a
 * region that is stale and last saw it work speaks against down too, so that agents that fall
 * silent can never make a target down.
 *
 * @param regions where it is known not to be up, by name
 * @param trouble the most frequent among those of them that are worst
 */
public record Quorum(TargetState state, List<String> regions, Trouble trouble) {
  public Quorum {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(trouble, "trouble");
    regions = List.copyOf(regions);
  }

  /** What these regions together say. */
  public static Quorum of(Map<String, Cell> cells) {
    SortedMap<String, Cell> fresh = new TreeMap<>();
    cells.forEach((region, cell) -> {
      if (cell.fresh()) {
        fresh.put(region, cell);
      }
    });
    List<String> troubled =
        fresh.entrySet().stream()
            .filter(entry -> entry.getValue().state() != State.UP)
            .map(Map.Entry::getKey)
            .toList();
    return new Quorum(
        state(fresh, against(cells)),
        troubled,
        trouble(troubled.stream().map(fresh::get).toList()));
  }

  private static TargetState state(SortedMap<String, Cell> fresh, long against) {
    if (fresh.isEmpty()) {
      return TargetState.UNKNOWN;
    }
    long down = count(fresh, State.DOWN);
    if (down > fresh.size() - down + against) {
      return TargetState.DOWN;
    }
    long degraded = count(fresh, State.DEGRADED);
    boolean alike = count(fresh, State.UP) == fresh.size() || degraded == fresh.size();
    return alike ? TargetState.UP : TargetState.REGIONAL;
  }

  private static long count(SortedMap<String, Cell> cells, State state) {
    return cells.values().stream().filter(cell -> cell.state() == state).count();
  }

  /** Silent regions that last saw the target work. */
  private static long against(Map<String, Cell> cells) {
    return cells.values().stream()
        .filter(cell -> cell.state() == State.STALE)
        .filter(cell -> cell.lastKnown() == State.UP || cell.lastKnown() == State.DEGRADED)
        .count();
  }

  private static Trouble trouble(List<Cell> cells) {
    List<Cell> worst = worst(cells);
    Map<String, Long> causes =
        worst.stream()
            .map(cell -> Objects.requireNonNullElse(cell.trouble().cause(), ""))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return worst.stream()
        .map(Cell::trouble)
        .max(
            Comparator.comparingLong(
                trouble -> causes.get(Objects.requireNonNullElse(trouble.cause(), ""))))
        .orElse(Trouble.NONE);
  }

  private static List<Cell> worst(List<Cell> cells) {
    for (State state : List.of(State.DOWN, State.FLAPPING)) {
      List<Cell> those = cells.stream().filter(cell -> cell.state() == state).toList();
      if (!those.isEmpty()) {
        return those;
      }
    }
    return cells;
  }
}
