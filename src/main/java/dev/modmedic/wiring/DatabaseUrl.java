package dev.modmedic.wiring;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Reads the two ways people write a PostgreSQL address. */
record DatabaseUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {
  // Held, because a level that was set is forgotten with its logger.
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    // The driver prints the piece of a URL that it cannot read, which can be a password.
    DRIVER.setLevel(Level.OFF);
  }

  DatabaseUrl {
    Objects.requireNonNull(jdbcUrl);
  }

  static DatabaseUrl parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return ofJdbc(text);
    }
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      return ofUri(text);
    }
    throw unreadable();
  }

  /** Host, port and database name, as a log may show them. */
  static String describe(String jdbcUrl) {
    Properties parts = Driver.parseURL(jdbcUrl, null);
    if (parts == null) {
      throw unreadable();
    }
    return "%s:%s/%s"
        .formatted(
            parts.getProperty("PGHOST"),
            parts.getProperty("PGPORT"),
            parts.getProperty("PGDBNAME"));
  }

  /** Bounds connecting and every single read, unless the operator's URL already does. */
  static String withTimeouts(String jdbcUrl) {
    return with(
        with(with(jdbcUrl, "connectTimeout", "1"), "socketTimeout", "2"),
        "ApplicationName",
        "modmedic");
  }

  private static String with(String url, String name, String value) {
    if (url.contains("?" + name + "=") || url.contains("&" + name + "=")) {
      return url;
    }
    return url + (url.contains("?") ? "&" : "?") + name + "=" + value;
  }

  private static DatabaseUrl ofJdbc(String text) {
    Properties parts = Driver.parseURL(text, null);
    if (parts == null) {
      throw unreadable();
    }
    return new DatabaseUrl(text, parts.getProperty("user"), parts.getProperty("password"));
  }

  private static DatabaseUrl ofUri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null) {
        throw unreadable();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
      return new DatabaseUrl(jdbc, part(uri.getRawUserInfo(), 0), part(uri.getRawUserInfo(), 1));
    } catch (URISyntaxException e) {
      throw unreadable();
    }
  }

  private static @Nullable String part(@Nullable String userInfo, int index) {
    if (userInfo == null) {
      return null;
    }
    String[] parts = userInfo.split(":", 2);
    return index < parts.length
        ? URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8)
        : null;
  }

  // The text is not repeated and no cause is kept: either would show a password in the log.
  private static StartupException unreadable() {
    return new StartupException(
        "MODMEDIC_DATABASE_URL cannot be read as a PostgreSQL address. Write"
            + " jdbc:postgresql://host:5432/name or postgres://user:password@host:5432/name, with"
            + " special characters in the password percent-encoded.");
  }
}
