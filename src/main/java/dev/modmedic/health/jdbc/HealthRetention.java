package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Resolution;
import dev.modmedic.history.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Erases figures, transitions and what belongs to them once the operator no longer wants them. */
final class HealthRetention {
  /** Small enough for the time that a statement may take. */
  static final int BATCH = 5_000;

  private static final String FIGURES =
      """
      delete from %1$s
      where ctid = any(array(
        select ctid from %1$s where bucket < ? order by bucket limit ? for update skip locked))
      """;

  /** Rows of a table by a column that says how old they are. */
  private static final String OLDER =
      """
      delete from %1$s
      where ctid = any(array(
        select ctid from %1$s where %2$s < ? limit ? for update skip locked))
      """;

  private static final String TRANSITIONS = OLDER.formatted("health_transition", "recorded_at");

  /** As long as five minutes: heads are compared with others of the same size, and trees grow. */
  private static final String HEADS = OLDER.formatted("sumdb_head", "seen_at");

  /** Uptime leaves them out as far back as there are transitions. */
  private static final String MAINTENANCE = OLDER.formatted("maintenance_window", "ends_at");

  private static final String MEMORY = OLDER.formatted("probe_memory", "used_at");

  /**
   * The last one stays, because the next position follows it; whoever streams events would never
   * see positions that begin anew.
   */
  private static final String EVENTS =
      """
      delete from health_event
      where ctid = any(array(
        select e.ctid
        from health_event e
        where e.announced_at < ? and e.position < (
          select max(l.position) from health_event l where l.workspace = e.workspace)
        limit ?
        for update skip locked))
      """;

  /** While its heads are there, a split that is forgotten would be told again. */
  private static final String SPLITS =
      """
      delete from sumdb_split
      where ctid = any(array(
        select s.ctid
        from sumdb_split s
        where s.noticed_at < ? and not exists (
          select from sumdb_head h
          where h.workspace = s.workspace and h.database = s.database and h.size = s.size)
        limit ?
        for update skip locked))
      """;

  private static final String VANTAGES =
      """
      delete from health_vantage v
      where not exists (
        select from region r where r.workspace = v.workspace and r.name = v.region)
      """;

  private final Transactions transactions;
  private final RollupRules rules;
  private final Clock clock;

  HealthRetention(DataSource dataSource, RollupRules rules, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.rules = rules;
    this.clock = clock;
  }

  /** Gives how many rows were erased. */
  int run() {
    int erased = erase(HEADS, rules.fiveMinutes()) + forgetVantages();
    for (String sql : List.of(TRANSITIONS, EVENTS, MAINTENANCE, SPLITS, MEMORY)) {
      erased += erase(sql, rules.transitions());
    }
    for (Resolution resolution : Resolution.values()) {
      erased += erase(FIGURES.formatted(RollupTable.name(resolution)), rules.keep(resolution));
    }
    return erased;
  }

  private int forgetVantages() {
    return transactions.run(connection -> {
      try (Binding delete = Binding.of(connection, VANTAGES)) {
        return delete.update();
      }
    });
  }

  private int erase(String sql, Duration keep) {
    int erased = 0;
    int some;
    do {
      some =
          transactions.run(connection -> {
            try (Binding delete = Binding.of(connection, sql)) {
              return delete.with(clock.instant().minus(keep)).with(BATCH).update();
            }
          });
      erased += some;
    } while (some > 0);
    return erased;
  }
}
