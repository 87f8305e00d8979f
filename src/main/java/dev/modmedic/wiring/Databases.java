package dev.modmedic.wiring;

import dev.modmedic.wiring.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens the database that the settings ask for. */
final class Databases {
  private Databases() {}

  static Database open(Settings settings, BuildInfo build) throws InterruptedException {
    String url = settings.databaseUrl();
    return url == null
        ? new Database.Embedded(
            LocalPostgres.start(settings.dataDirectory(), build.postgresVersion()))
        : external(DatabaseUrl.parse(url), settings);
  }

  private static Database external(DatabaseUrl url, Settings settings) {
    String user = firstOf(settings.databaseUser(), url.user(), "modmedic");
    String password = firstOf(settings.databasePassword(), url.password(), "");
    Database.External database = new Database.External(url.jdbcUrl(), user, password);
    requireAnswer(database);
    return database;
  }

  private static String firstOf(@Nullable String first, @Nullable String second, String third) {
    return first != null ? first : second != null ? second : third;
  }

  /** Asks once before anything else is built, so that a wrong setting is told as such. */
  private static void requireAnswer(Database.External database) {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("connectTimeout", "3");
    properties.setProperty("loginTimeout", "3");
    properties.setProperty("socketTimeout", "3");
    try (Connection connection = DriverManager.getConnection(database.url(), properties)) {
      connection.isValid(3);
    } catch (SQLException e) {
      throw new StartupException(explain(database, e), e);
    }
  }

  private static String explain(Database.External database, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String where = database.description();
    return switch (state) {
      case "28P01", "28000" ->
          "%s refused the user \"%s\": %s. Check MODMEDIC_DATABASE_USER and MODMEDIC_DATABASE_PASSWORD."
              .formatted(where, database.user(), words(e));
      case "3D000" ->
          "%s has no such database. Create it with \"create database\" and give it to the user \"%s\", or correct MODMEDIC_DATABASE_URL."
              .formatted(where, database.user());
      default ->
          "%s cannot be reached: %s. Check that it runs and that MODMEDIC_DATABASE_URL names its host and port; without that setting ModMedic starts a database of its own."
              .formatted(where, words(e));
    };
  }

  /** The message without its severity and its final stop. */
  private static String words(SQLException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("^FATAL: ", "")
        .replaceFirst("\\.$", "")
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
