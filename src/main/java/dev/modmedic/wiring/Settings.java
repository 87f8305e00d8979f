package dev.modmedic.wiring;

import io.micronaut.core.value.PropertyResolver;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator may choose before anything is started. */
record Settings(
    String host,
    int port,
    Path dataDirectory,
    @Nullable String databaseUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword) {

  Settings {
    Objects.requireNonNull(host);
    Objects.requireNonNull(dataDirectory);
  }

  /**
   * Reads {@code MODMEDIC_*} variables, system properties and configuration files alike, and checks
   * all other settings too, so that a mistake ends the start before anything is opened.
   *
   * @throws StartupException that names what cannot be, and what is allowed
   */
  static Settings from(PropertyResolver properties) {
    KnownSettings.check(properties);
    return new Settings(
        text(properties, "micronaut.server.host").orElse("127.0.0.1"),
        port(text(properties, "micronaut.server.port").orElse("8080")),
        text(properties, "modmedic.data-dir")
            .map(Settings::directory)
            .orElseGet(() -> DataDirectory.standard(System.getenv(), System.getProperties()))
            .toAbsolutePath()
            .normalize(),
        text(properties, "modmedic.database.url").orElse(null),
        text(properties, "modmedic.database.user").orElse(null),
        text(properties, "modmedic.database.password").orElse(null));
  }

  private static Optional<String> text(PropertyResolver properties, String name) {
    return properties.getProperty(name, String.class).filter(value -> !value.isBlank());
  }

  private static Path directory(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new StartupException(
          "MODMEDIC_DATA_DIR is \"%s\", which is no path here (%s). Name a folder."
              .formatted(text, e.getReason()),
          e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same answer as a number out of range.
    }
    throw new StartupException(
        "MODMEDIC_PORT is \"%s\", which is not a port. Use a number from 1 to 65535, or 0 for any free port."
            .formatted(text));
  }
}
