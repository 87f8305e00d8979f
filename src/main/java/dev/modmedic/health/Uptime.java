package dev.modmedic.health;

import dev.modmedic.health.Maintenance.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long something was down, out of the time in which its state was known. Time in maintenance is
 * left out of both.
 */
public record Uptime(Duration known, Duration down) {
  /** A target as a whole has the first of them as well. */
  private static final Set<String> NOT_KNOWN = Set.of(State.UNKNOWN.word(), State.STALE.word());

  public static final Uptime NONE = new Uptime(Duration.ZERO, Duration.ZERO);

  public Uptime {
    if (down.isNegative() || down.compareTo(known) > 0) {
      throw new IllegalArgumentException("down for %s of %s".formatted(down, known));
    }
  }

  /** A change of a state, in the words of {@link State} or {@link TargetState}. */
  public record Change(Instant at, String from, String to) {}

  /**
   * Of the time from {@code from} to just before {@code until}.
   *
   * @param changes in the order they were recorded; one that was recorded later is right about
   *     everything since its own time, which is how late results put history right
   * @param now the state if there are no changes
   */
  public static Uptime of(
      List<Change> changes, String now, Instant from, Instant until, Maintenance maintenance) {
    TreeMap<Instant, String> states = new TreeMap<>();
    states.put(Instant.MIN, changes.isEmpty() ? now : changes.getFirst().from());
    for (Change change : changes) {
      states.tailMap(change.at(), true).clear();
      states.put(change.at(), change.to());
    }
    List<Stretch> excused = united(maintenance);
    Uptime sum = NONE;
    for (Map.Entry<Instant, String> entry : states.entrySet()) {
      Instant next = states.higherKey(entry.getKey());
      Instant begin = later(entry.getKey(), from);
      Instant end = next == null ? until : earlier(next, until);
      if (begin.isBefore(end) && !NOT_KNOWN.contains(entry.getValue())) {
        Duration time = Duration.between(begin, end).minus(overlap(excused, begin, end));
        boolean down = entry.getValue().equals(State.DOWN.word());
        sum = new Uptime(sum.known.plus(time), down ? sum.down.plus(time) : sum.down);
      }
    }
    return sum;
  }

  /** The share of the known time in which it was not down, from 0 to 1; empty without any. */
  public Optional<Double> share() {
    return known.isZero()
        ? Optional.empty()
        : Optional.of(1 - (double) down.toMillis() / Math.max(1, known.toMillis()));
  }

  /** Stretches in order, without overlaps. */
  private static List<Stretch> united(Maintenance maintenance) {
    List<Stretch> united = new ArrayList<>();
    maintenance.stretches().stream()
        .sorted(Comparator.comparing(Stretch::from))
        .forEach(stretch -> {
          if (!united.isEmpty() && !stretch.from().isAfter(united.getLast().until())) {
            Stretch last = united.removeLast();
            united.add(new Stretch(null, last.from(), later(last.until(), stretch.until())));
          } else {
            united.add(stretch);
          }
        });
    return united;
  }

  private static Duration overlap(List<Stretch> stretches, Instant begin, Instant end) {
    Duration overlap = Duration.ZERO;
    for (Stretch stretch : stretches) {
      Instant from = later(stretch.from(), begin);
      Instant until = earlier(stretch.until(), end);
      if (from.isBefore(until)) {
        overlap = overlap.plus(Duration.between(from, until));
      }
    }
    return overlap;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
