package dev.modmedic.wiring;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.AcceptResults;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.Agents;
import dev.modmedic.region.AssignmentStore;
import dev.modmedic.region.Catalogue;
import dev.modmedic.region.HostRule;
import dev.modmedic.region.LocalRunner;
import dev.modmedic.region.MissedRuns;
import dev.modmedic.region.OrderCheck;
import dev.modmedic.region.Patience;
import dev.modmedic.region.ProbeNow;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.ResultStore;
import dev.modmedic.region.RunAccounts;
import dev.modmedic.region.RunQueue;
import dev.modmedic.region.RunnerRules;
import dev.modmedic.region.SyncInterval;
import dev.modmedic.region.WatchStore;
import dev.modmedic.region.Watches;
import dev.modmedic.region.yaml.CatalogueFile;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watching targets: what is to be probed, by whom, and what becomes of the results. */
@Factory
final class RegionFactory {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);

  @Singleton
  HostRule hostRule(EgressPolicy policy) {
    return new HostRule(policy);
  }

  @Singleton
  OrderCheck orderCheck(
      @Value("${modmedic.watch.least-interval:10s}") Duration least, HostRule hosts) {
    return new OrderCheck(least, hosts);
  }

  @Singleton
  Catalogue catalogue() {
    return CatalogueFile.bundled();
  }

  @Singleton
  Watches watches(
      WatchStore store, RegionStore regions, OrderCheck check, Clock clock, Supplier<UUID> ids) {
    return new Watches(store, regions, check, clock, ids);
  }

  @Singleton
  SyncInterval syncInterval(@Value("${modmedic.agents.sync-interval:10s}") Duration length) {
    return new SyncInterval(length);
  }

  @Singleton
  @Requires(beans = AgentStore.class)
  Agents agents(
      AgentStore store,
      AssignmentStore assignments,
      Clock clock,
      Supplier<UUID> ids,
      SyncInterval syncInterval) {
    return new Agents(store, assignments, clock, ids, syncInterval.length());
  }

  @Singleton
  @Requires(beans = ResultStore.class)
  AcceptResults acceptResults(
      ResultStore results,
      AssignmentStore assignments,
      Clock clock,
      @Value("${modmedic.results.days:14}") int days) {
    return new AcceptResults(results, assignments, clock, Duration.ofDays(days));
  }

  @Context
  @Requires(beans = RunAccounts.class)
  MissedRuns missedRuns(
      RunAccounts accounts,
      Clock clock,
      @Value("${modmedic.missed.after:3m}") Duration after,
      @Value("${modmedic.missed.after-silence:1h}") Duration afterSilence) {
    try {
      return new MissedRuns(accounts, new Patience(after, afterSilence), clock);
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "MODMEDIC_MISSED_AFTER is %s and MODMEDIC_MISSED_AFTER_SILENCE is %s. The second must not be below the first."
              .formatted(SettingForm.words(after), SettingForm.words(afterSilence)),
          e);
    }
  }

  @Singleton
  ProbeNow probeNow(
      WatchStore watches, RunQueue queue, Clock clock, BeanProvider<LocalRunner> runner) {
    return new ProbeNow(watches, queue, clock, () -> runner.ifPresent(LocalRunner::nudge));
  }

  @Singleton
  @Requires(beans = {Prober.class, RunQueue.class})
  @Requires(property = "modmedic.local.enabled", notEquals = "false")
  @Bean(preDestroy = "stop")
  LocalRunner localRunner(
      RunQueue queue,
      AssignmentStore assignments,
      Prober prober,
      AcceptResults accept,
      Clock clock,
      Supplier<UUID> ids) {
    return new LocalRunner(
        Region.WORKSPACE,
        ids.get().toString(),
        new LocalRunner.Parts(queue, assignments, prober, accept),
        RunnerRules.USUAL,
        clock,
        RegionFactory::tell);
  }

  /** That the database is lost is told once, by {@link DatabaseWatch}. */
  private static void tell(RuntimeException trouble) {
    if (trouble instanceof StoreUnavailable) {
      LOG.debug("Probing from here waits for the database", trouble);
    } else {
      LOG.warn("While probing from here: {}", trouble.getMessage(), trouble);
    }
  }
}
