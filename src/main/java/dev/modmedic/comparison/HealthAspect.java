package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** The state of the machine: disk, memory, clock, and whether it is a CI job. */
final class HealthAspect implements Aspect {
  /** Below these a download or build is in danger. */
  private static final Map<String, Double> SCARCE =
      Map.of("diskFreeBytes", 0x1p30, "inodesFree", 10_000.0, "memoryFreeBytes", 0x1p28);

  /** Clocks are read at different moments; only what certificates notice counts. */
  private static final Duration NOTICEABLE = Duration.ofDays(1);

  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    if (findings.bothSent("resources", a, b)) {
      SCARCE.keySet().stream().sorted().forEach(name -> resource(name, a, b, findings));
    }
    if (findings.bothSent("clock", a, b)) {
      clock(a, b, findings);
    }
    String left = ci(a);
    String right = ci(b);
    if (left.isEmpty() != right.isEmpty()) {
      findings.add(
          "ci",
          Weight.MINOR,
          left,
          right,
          "A CI job has no person's credentials, caches or VPN, and nobody answers its prompts.",
          "CI 任务没有个人的凭据、缓存和 VPN，也没有人回应提示。");
    }
  }

  private static void resource(String name, Machine a, Machine b, Findings findings) {
    Optional<Double> left = Optional.ofNullable(a.environment().numbers("resources").get(name));
    Optional<Double> right = Optional.ofNullable(b.environment().numbers("resources").get(name));
    double limit = SCARCE.getOrDefault(name, 0.0);
    if (left.isPresent() && right.isPresent() && left.get() < limit != right.get() < limit) {
      findings.add(
          name,
          Weight.LIKELY,
          "%.0f".formatted(left.get()),
          "%.0f".formatted(right.get()),
          "%s is about to run out of it.".formatted(left.get() < limit ? "A" : "B"),
          "%s 即将耗尽。".formatted(left.get() < limit ? "A" : "B"));
    }
  }

  private static void clock(Machine a, Machine b, Findings findings) {
    Optional<OffsetDateTime> left = clock(a);
    Optional<OffsetDateTime> right = clock(b);
    if (left.isPresent()
        && right.isPresent()
        && Duration.between(left.get(), right.get()).abs().compareTo(NOTICEABLE) > 0) {
      findings.add(
          "clock",
          Weight.LIKELY,
          left.get().toString(),
          right.get().toString(),
          "If both snapshots are of the same day, one clock is wrong, and valid certificates look"
              + " expired there.",
          "如果两份快照是同一天采集的，就有一边的时钟错了，有效证书会被当作过期。");
    }
  }

  private static Optional<OffsetDateTime> clock(Machine machine) {
    try {
      return machine.environment().text("clock").map(OffsetDateTime::parse);
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /** The platform, or {@code true}; empty outside CI. */
  private static String ci(Machine machine) {
    Object ci = machine.environment().values().get("ci");
    String word = ci instanceof Map ? "true" : String.valueOf(ci);
    boolean outside =
        ci == null ? machine.process("CI").isEmpty() : word.equals("false") || word.isEmpty();
    return outside ? "" : ci == null ? machine.process("CI") : word;
  }
}
