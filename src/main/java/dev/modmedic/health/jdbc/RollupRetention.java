package dev.modmedic.health.jdbc;

import dev.modmedic.database.Transactions;
import dev.modmedic.health.Resolution;
import dev.modmedic.history.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Erases figures and transitions that are older than the operator wants to keep. */
final class RollupRetention {
  /** Small enough for the time that a statement may take. */
  static final int BATCH = 5_000;

  private static final String FIGURES =
      """
      delete from %1$s
      where ctid = any(array(
        select ctid from %1$s where bucket < ? order by bucket limit ? for update skip locked))
      """;

  private static final String TRANSITIONS =
      """
      delete from health_transition
      where ctid = any(array(
        select ctid
        from health_transition
        where recorded_at < ?
        limit ?
        for update skip locked))
      """;

  /** As long as five minutes: heads are compared with others of the same size, and trees grow. */
  private static final String HEADS =
      """
      delete from sumdb_head
      where ctid = any(array(
        select ctid from sumdb_head where seen_at < ? limit ? for update skip locked))
      """;

  private final Transactions transactions;
  private final RollupRules rules;
  private final Clock clock;

  RollupRetention(DataSource dataSource, RollupRules rules, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.rules = rules;
    this.clock = clock;
  }

  /** Gives how many rows were erased. */
  int run() {
    int erased = erase(TRANSITIONS, rules.transitions()) + erase(HEADS, rules.fiveMinutes());
    for (Resolution resolution : Resolution.values()) {
      erased += erase(FIGURES.formatted(RollupTable.name(resolution)), rules.keep(resolution));
    }
    return erased;
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
