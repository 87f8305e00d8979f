package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/** How to reach the server on this machine. */
record Login(int port, String password) {
  static final String USER = "modmedic";
  static final String DATABASE = "modmedic";

  // Long, because a server that was killed replays its log first.
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String WRONG_PASSWORD = "28P01";

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Waits until the server answers; fails as soon as it ends instead. */
  void awaitReady(Postmaster postmaster, Path log, long logBefore)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (answers()) {
        return;
      }
      if (!postmaster.isAlive()) {
        throw ServerLog.failure(log, logBefore);
      }
      Thread.sleep(20);
    }
    throw new IOException("PostgreSQL was not ready after " + PATIENCE.toMinutes() + " minutes");
  }

  private boolean answers() throws IOException {
    try (Connection connection = connect()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      if (WRONG_PASSWORD.equals(e.getSQLState())) {
        throw new IOException("the password file does not hold the password of this database", e);
      }
      return false; // not listening yet, or still starting up
    }
  }

  /** Makes the role and the database of the service, which is no superuser; once. */
  void createDatabase() throws IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "select 1 from pg_roles where rolname = '" + USER + "'")) {
        // The password is base64, so it holds no quote.
        statement.execute("create role " + USER + " login password '" + password + "'");
      }
      if (isMissing(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + USER);
      }
    } catch (SQLException e) {
      throw new IOException("the database could not be created: " + e.getMessage(), e);
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", Cluster.SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "2");
    return DriverManager.getConnection(url("postgres"), properties);
  }

  @Override
  public String toString() {
    return url(DATABASE);
  }
}
