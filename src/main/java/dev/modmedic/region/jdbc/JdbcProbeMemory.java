package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.Region;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the server's probes remember, in PostgreSQL, so that every replica goes on where another
 * was.
 *
 * <p>Probes do not fail with the database. Once it could not be reached, nothing is recalled and
 * nothing remembered for a while: a probe that saw no memory must not overwrite what is there.
 */
@Singleton
@Requires(beans = DataSource.class)
@Requires(property = "modmedic.jobs.enabled", notEquals = "false")
final class JdbcProbeMemory implements ProbeMemory {
  /** Longer values are not remembered. */
  static final int LONGEST = 1 << 20;

  /** Longer than any probe may take. */
  static final Duration BLIND = Duration.ofMinutes(2);

  private static final Duration TO_THE_DAY = Duration.ofDays(1);

  private static final String RECALL =
      """
      select value, used_at
      from probe_memory
      where workspace = ? and key_hash = sha256(convert_to(?, 'UTF8'))
      """;

  private static final String TOUCH =
      """
      update probe_memory
      set used_at = ?
      where workspace = ? and key_hash = sha256(convert_to(?, 'UTF8'))
      """;

  private static final String REMEMBER =
      """
      insert into probe_memory (workspace, key_hash, key, value, used_at)
      values (?, sha256(convert_to(?, 'UTF8')), ?, ?, ?)
      on conflict (workspace, key_hash) do update set
        value = excluded.value, used_at = excluded.used_at
      where probe_memory.value <> excluded.value
      """;

  private final Transactions transactions;
  private final Clock clock;
  private volatile Instant blindUntil = Instant.MIN;

  JdbcProbeMemory(DataSource dataSource, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.clock = clock;
  }

  /** A value and when it was used. */
  private record Kept(String value, Instant usedAt) {}

  @Override
  public Optional<String> recall(String key) {
    return unlessBlind(connection -> recall(connection, Surrogates.storable(key)));
  }

  private Optional<String> recall(Connection connection, String key) throws SQLException {
    Optional<Kept> kept =
        Statements.first(
            connection,
            RECALL,
            row -> new Kept(row.getString("value"), Columns.instant(row, "used_at")),
            Region.WORKSPACE,
            key);
    Instant now = clock.instant();
    if (kept.isPresent() && kept.get().usedAt().isBefore(now.minus(TO_THE_DAY))) {
      Statements.update(connection, TOUCH, now, Region.WORKSPACE, key);
    }
    return kept.map(Kept::value);
  }

  @Override
  public void remember(String key, String value) {
    if (value.length() <= LONGEST) {
      String name = Surrogates.storable(key);
      unlessBlind(connection ->
          Optional.of(
              Statements.update(
                  connection,
                  REMEMBER,
                  Region.WORKSPACE,
                  name,
                  name,
                  Surrogates.storable(value),
                  clock.instant())));
    }
  }

  private <T> Optional<T> unlessBlind(Transactions.Work<Optional<T>> work) {
    if (clock.instant().isBefore(blindUntil)) {
      return Optional.empty();
    }
    try {
      return transactions.run(work);
    } catch (StoreUnavailable e) {
      // The watch over the database tells people of an outage; a probe whose time was over is none.
      if (!Thread.currentThread().isInterrupted()) {
        blindUntil = clock.instant().plus(BLIND);
      }
      return Optional.empty();
    }
  }
}
