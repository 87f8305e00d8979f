package dev.modmedic.region;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How late runs started, and whether each due run has its one result. */
public final class Punctuality {
  private final List<Duration> delays = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int twice;

  /** A run that has a result. */
  public void add(UUID assignment, Instant due, Instant started) {
    delays.add(Duration.between(due, started));
    if (!seen.add(assignment + " " + due)) {
      twice++;
    }
  }

  /** One line: quantiles in milliseconds, and what is missing between two times. */
  public String over(Collection<Assignment> assignments, Instant from, Instant until) {
    int due = 0;
    int missing = 0;
    for (Assignment assignment : assignments) {
      for (Instant one : assignment.schedule().between(from, until, 10_000)) {
        due++;
        missing += seen.contains(assignment.id() + " " + one) ? 0 : 1;
      }
    }
    delays.sort(null);
    return "p50 %.1f ms, p99 %.1f ms, max %.1f ms; due %d, missing %d, twice %d"
        .formatted(millis(0.5), millis(0.99), millis(1), due, missing, twice);
  }

  private double millis(double quantile) {
    int rank = (int) Math.ceil(quantile * delays.size()) - 1;
    return delays.get(Math.max(0, rank)).toNanos() / 1e6;
  }
}
