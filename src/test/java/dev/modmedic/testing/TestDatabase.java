package dev.modmedic.testing;

import dev.modmedic.wiring.Database;
import dev.modmedic.wiring.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated, empty database on the one PostgreSQL that all tests of this process share. Its
 * sessions live in a time zone that is neither the process's nor UTC.
 */
public record TestDatabase(String url) {
  private static final String USER = "postgres";
  private static final String TEMPLATE = "migrated";
  private static final String TIME_ZONE = "America/St_Johns";
  private static final AtomicInteger MADE = new AtomicInteger();

  /** Makes another one, as a copy of a database that was migrated once. */
  public static TestDatabase create() {
    String name = "test_" + MADE.incrementAndGet();
    Server.execute("create database " + name + " template " + TEMPLATE);
    return new TestDatabase(Server.url(name));
  }

  /** Unpooled: each connection is new and the caller's to close. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser(USER);
    return new ZonedDataSource(dataSource, TIME_ZONE);
  }

  /** The configuration that makes the service's own pool use this database. */
  public Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    database(url).poolProperties().forEach((name, value) -> properties.put(name, value.toString()));
    properties.put("datasources.default.connection-init-sql", "set time zone '" + TIME_ZONE + "'");
    properties.put("datasources.default.minimum-idle", "0");
    properties.put("modmedic.jobs.enabled", "false");
    properties.put("modmedic.alerts.enabled", "false");
    properties.put("modmedic.local.references", "none");
    // Any free port, so that a service running here is not in the way.
    properties.put("micronaut.server.port", "-1");
    return Map.copyOf(properties);
  }

  private static Database database(String url) {
    return new Database.External(url, USER, "");
  }

  /** Started when the first test asks, stopped with the process. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
        execute(postgres, "create database " + TEMPLATE);
        Migrations.apply(database(postgres.getJdbcUrl(USER, TEMPLATE)));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static String url(String name) {
      return "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/" + name;
    }

    static void execute(String sql) {
      execute(POSTGRES, sql);
    }

    // One at a time, because PostgreSQL copies a template only while nobody else uses it.
    private static synchronized void execute(EmbeddedPostgres postgres, String sql) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
