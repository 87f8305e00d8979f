package dev.modmedic.wiring;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the tables that this version of the service expects. */
public final class Migrations {
  private Migrations() {}

  /** Uses a connection of its own: the service's pool gives up on statements after two seconds. */
  public static void apply(Database database) {
    try {
      Flyway.configure()
          .dataSource(database.url(), database.user(), database.password())
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StartupException(
          "The tables in %s could not be brought to this version: %s. Nothing was changed by the migration that failed. If an older or newer ModMedic uses the same database, start that version, or give this one a database of its own."
              .formatted(database.description(), firstLines(e)),
          e);
    }
  }

  private static String firstLines(FlywayException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
