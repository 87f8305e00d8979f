package dev.modmedic.wiring;

import dev.modmedic.wiring.postgres.LocalPostgres;
import java.util.Map;
import java.util.Objects;

/** The PostgreSQL in use: someone else's server, or our own. */
public sealed interface Database extends AutoCloseable {
  String url();

  String user();

  String password();

  /** Names the database to a person; never shows the password. */
  String description();

  @Override
  void close();

  /** The settings that make the connection pool use this database. */
  default Map<String, Object> poolProperties() {
    return Map.of(
        "datasources.default.url", DatabaseUrl.withTimeouts(url()),
        "datasources.default.username", user(),
        "datasources.default.password", password());
  }

  /** A server that others run. */
  record External(String url, String user, String password) implements Database {
    public External {
      Objects.requireNonNull(url);
      Objects.requireNonNull(user);
      Objects.requireNonNull(password);
    }

    @Override
    public String description() {
      return "PostgreSQL at " + DatabaseUrl.describe(url);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return description();
    }
  }

  /** The server that this process started and will stop. */
  record Embedded(LocalPostgres server) implements Database {
    public Embedded {
      Objects.requireNonNull(server);
    }

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public String user() {
      return server.user();
    }

    @Override
    public String password() {
      return server.password();
    }

    @Override
    public String description() {
      return "embedded PostgreSQL %s in %s".formatted(server.version(), server.directory());
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
