package dev.modmedic.wiring;

import dev.modmedic.health.HealthRules;
import dev.modmedic.health.Judge;
import dev.modmedic.health.JudgingFailures;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** What the operator may choose about judging results. */
@Factory
final class HealthFactory {
  /** Made with the context, so that rules that make no sense stop the start. */
  @Context
  HealthRules healthRules(
      @Value("${modmedic.health.down-after:3}") int downAfter,
      @Value("${modmedic.health.up-after:2}") int upAfter,
      @Value("${modmedic.health.flapping.changes:6}") int flapChanges,
      @Value("${modmedic.health.flapping.window:30m}") Duration flapWindow,
      @Value("${modmedic.health.flapping.calm:10}") int flapCalm,
      @Value("${modmedic.health.stale.intervals:3}") int staleIntervals,
      @Value("${modmedic.health.stale.floor:2m}") Duration staleFloor,
      @Value("${modmedic.health.late-after:10m}") Duration lateAfter) {
    if (flapCalm < Math.max(downAfter, upAfter)) {
      throw new StartupException(
          "MODMEDIC_HEALTH_FLAPPING_CALM is %d. It must not be below MODMEDIC_HEALTH_DOWN_AFTER, which is %d, and MODMEDIC_HEALTH_UP_AFTER, which is %d."
              .formatted(flapCalm, downAfter, upAfter));
    }
    try {
      return new HealthRules(
          downAfter,
          upAfter,
          flapChanges,
          flapWindow,
          flapCalm,
          staleIntervals,
          staleFloor,
          lateAfter);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "The settings MODMEDIC_HEALTH_* make no rules: %s.".formatted(e.getMessage()), e);
    }
  }

  @Singleton
  JudgingFailures judgingFailures() {
    return new JudgingFailures();
  }

  @Singleton
  Judge judge(HealthRules rules, Supplier<UUID> ids) {
    return new Judge(rules, ids);
  }
}
