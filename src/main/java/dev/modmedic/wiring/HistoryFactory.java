package dev.modmedic.wiring;

import dev.modmedic.history.BurstRule;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.ReplayRules;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the operator may choose about looking back. */
@Factory
final class HistoryFactory {
  /** Well below what clients and proxies wait for an answer. */
  private static final Duration REPLAY_PATIENCE = Duration.ofSeconds(20);

  /** Made with the context, so that a rule that makes no sense stops the start. */
  @Context
  BurstRule burstRule(
      @Value("${modmedic.insights.burst.window:1h}") Duration window,
      @Value("${modmedic.insights.burst.base:7d}") Duration base,
      @Value("${modmedic.insights.burst.sources:5}") int sources,
      @Value("${modmedic.insights.burst.factor:3}") double factor) {
    if (base.compareTo(window) < 0 || base.toSeconds() % window.toSeconds() != 0) {
      throw new StartupException(
          "MODMEDIC_INSIGHTS_BURST_BASE is %s. It must be a multiple of MODMEDIC_INSIGHTS_BURST_WINDOW, which is %s."
              .formatted(SettingForm.words(base), SettingForm.words(window)));
    }
    try {
      return new BurstRule(window, base, sources, factor);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "The settings MODMEDIC_INSIGHTS_BURST_* make no rule: %s.".formatted(e.getMessage()), e);
    }
  }

  @Singleton
  ReplayRules replayRules(
      YamlKnowledge reader, KnowledgeReload inForce, DiagnosisStore store, Clock clock) {
    return new ReplayRules(
        inForce.engine(), new DraftRules(reader, inForce), store, clock, REPLAY_PATIENCE);
  }
}
