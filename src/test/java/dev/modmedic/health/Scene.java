package dev.modmedic.health;

import dev.modmedic.health.TargetHealth.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One target whose results are delivered and whose silence is noticed when a test says so. */
final class Scene {
  static final Instant TEN = Instant.parse("2026-11-27T10:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);

  private final Judge judge = new Judge(HealthRules.DEFAULTS, UUID::randomUUID);
  private final Map<String, Vantage> vantages = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private long watched;
  TargetHealth target =
      new TargetHealth(
          UUID.randomUUID(), Map.of(), Map.of(), TargetState.UNKNOWN, TEN, TargetState.UNKNOWN);
  Maintenance maintenance = Maintenance.NONE;

  static Instant minutes(long minutes) {
    return TEN.plus(MINUTE.multipliedBy(minutes));
  }

  UUID watch(String region) {
    return watch(region, "http", MINUTE, TEN);
  }

  UUID watch(String region, String kind, Duration interval, Instant since) {
    UUID id = new UUID(0, ++watched);
    Map<UUID, Check> checks = new HashMap<>(target.checks());
    checks.put(id, new Check(region, kind, interval, CheckHealth.unknown(since)));
    watching(checks);
    return id;
  }

  void end(UUID check) {
    Map<UUID, Check> checks = new HashMap<>(target.checks());
    checks.remove(check);
    watching(checks);
  }

  private void watching(Map<UUID, Check> checks) {
    target =
        new TargetHealth(
            target.id(), checks, target.regions(), target.state(), target.since(), target.told());
  }

  /** Runs an interval apart, by the letters of {@link Runs}. */
  List<Transition> deliver(UUID check, Instant from, String letters, Instant now) {
    Duration interval = interval(check);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      runs.add(Runs.run(from.plus(interval.multipliedBy(i)), letters.charAt(i)));
    }
    return deliver(Map.of(check, runs), now);
  }

  /** The same, delivered when the last of them was due. */
  List<Transition> hear(UUID check, Instant from, String letters) {
    Duration interval = interval(check);
    return deliver(check, from, letters, from.plus(interval.multipliedBy(letters.length() - 1L)));
  }

  private Duration interval(UUID check) {
    return Objects.requireNonNull(target.checks().get(check)).interval();
  }

  List<Transition> deliver(Map<UUID, List<Run>> runs, Instant now) {
    return apply(judge.results(target, runs, maintenance, now));
  }

  /** What a sweep does if this target is all that its regions probe. */
  List<Transition> sweep(Instant now) {
    target.checks().values().stream()
        .filter(check -> check.health().lastDue() != null)
        .collect(Collectors.groupingBy(Check::region))
        .forEach((region, checks) -> look(region, checks, now));
    return apply(judge.silence(target, vantages, maintenance, now));
  }

  private void look(String region, List<Check> checks, Instant now) {
    Instant heard = checks.stream().map(Scene::last).max(Comparator.naturalOrder()).orElseThrow();
    Duration interval =
        checks.stream()
            .filter(check -> !judge.silent(last(check), check.interval(), heard))
            .map(Check::interval)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Vantage was = vantages.get(region);
    boolean silent = judge.silent(heard, interval, now);
    boolean changed = silent != (was != null && was.silent());
    vantages.put(
        region, new Vantage(heard, silent, changed ? now : was == null ? null : was.since()));
  }

  private static Instant last(Check check) {
    return Optional.ofNullable(check.health().lastDue()).orElseThrow();
  }

  /** A sweep while other targets of these regions are heard as always. */
  List<Transition> sweepAlone(Instant now, String... alive) {
    for (String region : alive) {
      vantages.put(region, new Vantage(now, false, null));
    }
    return apply(judge.silence(target, vantages, maintenance, now));
  }

  private List<Transition> apply(Judgement judgement) {
    target = judgement.after();
    judgement.transitions().stream()
        .filter(one -> !one.quiet() && !one.late() && !one.inMaintenance())
        .forEach(one -> told.add(place(one) + " " + one.to()));
    return judgement.transitions();
  }

  /** What people heard since the last call, as {@code a down} or {@code all regional}. */
  List<String> told() {
    List<String> those = List.copyOf(told);
    told.clear();
    return those;
  }

  static String words(Transition transition) {
    return place(transition)
        + ": "
        + transition.from()
        + " -> "
        + transition.to()
        + (transition.regions().isEmpty() ? "" : " " + transition.regions())
        + (transition.late() ? " late" : "")
        + (transition.inMaintenance() ? " maintenance" : "")
        + (transition.quiet() ? " quiet" : "");
  }

  private static String place(Transition transition) {
    return transition.region() == null ? "all" : transition.region();
  }
}
