package dev.modmedic.health.listen;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an action whenever PostgreSQL tells on {@code modmedic_events} that something changed, and
 * every few seconds besides, over one connection of its own that is made anew when it breaks.
 *
 * <p>What was told while there was no connection is lost, so the action has to look for itself what
 * is new; it runs right after each connecting, too.
 */
public final class ChangeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final int CONNECT_SECONDS = 2;

  /** Longer than any answer takes; a connection that is silent for longer is dead. */
  private static final int ANSWER_MILLIS = 5_000;

  private final PGSimpleDataSource dataSource;
  private final Duration rest;
  private final Runnable action;
  private final ReentrantLock acting = new ReentrantLock();
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * @param url of JDBC; its time-outs are not used
   * @param rest the longest time between two runs of the action, and the time before connecting
   *     again
   * @param action may throw; the next run comes all the same
   */
  public ChangeListener(String url, String user, String password, Duration rest, Runnable action) {
    this.dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(user);
    dataSource.setPassword(password);
    dataSource.setConnectTimeout(CONNECT_SECONDS);
    dataSource.setLoginTimeout(CONNECT_SECONDS);
    dataSource.setSocketTimeout(0);
    dataSource.setTcpKeepAlive(true);
    dataSource.setApplicationName("modmedic events");
    this.rest = rest;
    this.action = action;
  }

  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("change-listener").start(this::listen);
    }
  }

  private void listen() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        // The watch over the database tells people of an outage.
        LOG.debug("Listening for changes was broken off", e);
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen modmedic_events");
      PGConnection notified = connection.unwrap(PGConnection.class);
      while (!closed) {
        act();
        notified.getNotifications(Math.toIntExact(rest.toMillis()));
        // Also shows a connection whose other end went without a word.
        statement.execute("select 1");
      }
    }
  }

  private void act() {
    acting.lock();
    try {
      if (!closed) {
        action.run();
      }
    } catch (RuntimeException e) {
      LOG.debug("What changed could not be looked at", e);
    } finally {
      acting.unlock();
    }
  }

  private void pause() {
    try {
      Thread.sleep(rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** Interrupts waiting, but not the action, which would leave a broken connection to the pool. */
  @Override
  public synchronized void close() {
    closed = true;
    acting.lock();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      acting.unlock();
    }
  }
}
