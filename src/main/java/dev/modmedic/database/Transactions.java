package dev.modmedic.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own and tells a lost database from a mistake of ours.
 *
 * <p>Waiting for a connection and for the database's first answer together stay below three
 * seconds.
 */
public final class Transactions {
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  /** What is left for an answer when a connection was slow to come by. */
  private static final Duration LEAST = Duration.ofMillis(500);

  /** An operator may have relaxed it for the whole server; what a client saw must survive. */
  private static final String DURABLE =
      """
      select set_config('synchronous_commit', 'on', true)
      where current_setting('synchronous_commit') = 'off'
      """;

  private final DataSource dataSource;
  private final BiFunction<String, Throwable, ? extends RuntimeException> unavailable;

  /**
   * @param dataSource the framework's is unwrapped, because it only hands out the connection of a
   *     transaction of its own
   * @param unavailable makes what is thrown when the database cannot be reached
   */
  public Transactions(
      DataSource dataSource,
      BiFunction<String, Throwable, ? extends RuntimeException> unavailable) {
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    this.unavailable = unavailable;
  }

  /** SQL that gives a result. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Commits and returns the result, or rolls back and throws. */
  public <T> T run(Work<T> work) {
    long start = System.nanoTime();
    try (Connection connection = dataSource.getConnection()) {
      Duration left = PATIENCE.minusNanos(System.nanoTime() - start);
      Duration wait = left.compareTo(LEAST) < 0 ? LEAST : left;
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(wait.toMillis()));
      return inTransaction(connection, work);
    } catch (SQLException e) {
      throw translated(e);
    }
  }

  /** The same, and the commit is on disk before this returns, however the server is set up. */
  public <T> T runDurably(Work<T> work) {
    return run(connection -> {
      try (PreparedStatement durable = connection.prepareStatement(DURABLE)) {
        durable.execute();
      }
      return work.run(connection);
    });
  }

  private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.run(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack(connection);
      }
    }
  }

  /** The failure under way says more than one of rolling back, which the server does anyway. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // Nothing was committed, and the pool throws such a connection away.
    }
  }

  private RuntimeException translated(SQLException e) {
    return isUnavailable(e)
        ? unavailable.apply("the database cannot be reached", e)
        : new IllegalStateException("the database refused a statement of ours", e);
  }

  /**
   * Connection lost (class 08), resources used up (class 53), shut down or starting (57P), or
   * read-only as a standby is during a failover (25006); the pool's own timeout carries no state.
   */
  private static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || (state != null
            && (state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("25006")));
  }
}
