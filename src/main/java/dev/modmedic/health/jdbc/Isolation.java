package dev.modmedic.health.jdbc;

import dev.modmedic.health.JudgingFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges one target within a transaction so that its failure undoes nothing of the others. */
record Isolation(JudgingFailures failures) {
  private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

  /**
   * Classes of SQL states that say nothing of the target and pass by themselves: the connection,
   * conflicts between transactions, resources, and what an operator or a time limit broke off.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  /** What is done about a target. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Does the work, or undoes it, counts that and says so at the first time; whether it was done.
   *
   * @throws SQLException if the database is at fault and everything should be tried again
   */
  boolean run(Connection connection, UUID target, Work work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      work.run();
      connection.releaseSavepoint(before);
      failures.judged(target);
      return true;
    } catch (SQLException e) {
      if (isPassing(e)) {
        throw e;
      }
      undo(connection, before, target, e);
    } catch (RuntimeException e) {
      undo(connection, before, target, e);
    }
    return false;
  }

  private void undo(Connection connection, Savepoint before, UUID target, Exception why)
      throws SQLException {
    connection.rollback(before);
    if (failures.failed(target)) {
      LOG.error("Target {} cannot be judged; the others are", target, why);
    }
  }

  private static boolean isPassing(SQLException e) {
    String state = e.getSQLState();
    return state == null || PASSING.contains(state.substring(0, Math.min(2, state.length())));
  }
}
