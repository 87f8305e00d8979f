package dev.modmedic.wiring;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line when the database stops answering and one when it is back, in place of the stack
 * traces that every layer would print for each attempt.
 */
@Singleton
@Requires(beans = DataSource.class)
class DatabaseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final int SECONDS = 1;

  private final DataSource dataSource;
  private final AtomicBoolean answering = new AtomicBoolean(true);

  DatabaseWatch(DataSource dataSource) {
    this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
  }

  @Scheduled(initialDelay = "5s", fixedDelay = "${modmedic.database.watch-interval}")
  void look() {
    try (Connection connection = dataSource.getConnection()) {
      note(connection.isValid(SECONDS), "no valid connection");
    } catch (SQLException e) {
      note(false, String.valueOf(e.getMessage()));
    }
  }

  private void note(boolean answers, String reason) {
    if (answering.getAndSet(answers) == answers) {
      return;
    }
    if (answers) {
      LOG.info("The database answers again");
    } else {
      LOG.warn("The database does not answer; nothing is stored until it is back ({})", reason);
    }
  }
}
