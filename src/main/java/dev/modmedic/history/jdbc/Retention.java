package dev.modmedic.history.jdbc;

import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Erases diagnoses that are older than the retention time, with all that belongs to them. */
final class Retention {
  /** Small enough that a batch holds its locks for a moment only. */
  static final int BATCH = 500;

  /** Skips rows that somebody else is erasing at the moment. */
  private static final String DELETE =
      """
      delete from diagnosis d
      using (
        select e.workspace, e.id
        from workspace w
        cross join lateral (
          select o.workspace, o.id
          from diagnosis o
          where o.workspace = w.id and o.created_at < ?
          order by o.created_at, o.id
          limit ?
          for update skip locked
        ) e
        limit ?
      ) expired
      where d.workspace = expired.workspace and d.id = expired.id
      """;

  private final Transactions transactions;
  private final Clock clock;
  private final Duration keep;

  Retention(Transactions transactions, Clock clock, Duration keep) {
    this.transactions = transactions;
    this.clock = clock;
    this.keep = keep;
  }

  /** Erases all that has expired, batch by batch; gives how many diagnoses there were. */
  int run() {
    Instant horizon = clock.instant().minus(keep);
    transactions.run(connection -> Once.forgetOlder(connection, horizon));
    OffsetDateTime oldest = horizon.atOffset(ZoneOffset.UTC);
    int total = 0;
    int erased;
    do {
      erased = batch(oldest);
      total += erased;
    } while (erased > 0);
    return total;
  }

  private int batch(OffsetDateTime oldest) {
    return transactions.run(connection -> {
      try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
        delete.setObject(1, oldest);
        delete.setInt(2, BATCH);
        delete.setInt(3, BATCH);
        return delete.executeUpdate();
      }
    });
  }
}
