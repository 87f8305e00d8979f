package dev.modmedic.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build wrote down about itself: our version and that of the PostgreSQL we bring. */
public record BuildInfo(String version, String postgresVersion) {
  public BuildInfo {
    Objects.requireNonNull(version);
    Objects.requireNonNull(postgresVersion);
  }

  public static BuildInfo load() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("/build.properties")) {
      properties.load(
          Objects.requireNonNull(in, "build.properties is missing from the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        properties.getProperty("version"), properties.getProperty("postgres.version"));
  }
}
