package dev.modmedic.health;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a target is as a whole. Degraded is working. It is down when more of its fresh regions say so
 * than do not; a region that is stale and last saw anything but down speaks against that, and one
 * that last saw trouble against up. So agents that fall silent can neither take a target down, nor
 * keep it there, nor repair it.
 *
 * @param regions where it is known not to work, or was so when last heard, by name; empty while
 *     nothing is known
 * @param trouble the most frequent among those of them that are worst
 */
public record Quorum(TargetState state, List<String> regions, Trouble trouble) {
  private static final Set<State> TROUBLE = EnumSet.of(State.DOWN, State.FLAPPING);

  public Quorum {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(trouble, "trouble");
    regions = List.copyOf(regions);
  }

  /** What these regions together say. */
  public static Quorum of(Map<String, Cell> cells) {
    List<Cell> fresh = cells.values().stream().filter(Cell::fresh).toList();
    if (fresh.isEmpty()) {
      return new Quorum(TargetState.UNKNOWN, List.of(), Trouble.NONE);
    }
    SortedMap<String, Cell> troubled = new TreeMap<>();
    cells.forEach((region, cell) -> {
      if (TROUBLE.contains(cell.word())) {
        troubled.put(region, cell);
      }
    });
    return new Quorum(
        state(fresh, against(cells), troubled),
        List.copyOf(troubled.keySet()),
        trouble(List.copyOf(troubled.values())));
  }

  /** What they would say if the last word of each silent one were still true. */
  static Quorum ofLastKnown(Map<String, Cell> cells) {
    Map<String, Cell> words = new HashMap<>();
    cells.forEach((region, cell) -> words.put(region, cell.asLastKnown()));
    return of(words);
  }

  private static TargetState state(List<Cell> fresh, long against, Map<String, Cell> troubled) {
    long down = fresh.stream().filter(cell -> cell.state() == State.DOWN).count();
    if (down > fresh.size() - down + against) {
      return TargetState.DOWN;
    }
    return troubled.isEmpty() ? TargetState.UP : TargetState.REGIONAL;
  }

  /** Silent regions that last saw the target otherwise than down. */
  private static long against(Map<String, Cell> cells) {
    return cells.values().stream()
        .filter(cell -> cell.state() == State.STALE)
        .filter(cell -> cell.lastKnown() != State.DOWN && cell.lastKnown() != State.UNKNOWN)
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
