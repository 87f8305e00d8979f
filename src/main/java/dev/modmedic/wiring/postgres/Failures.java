package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says what to do about what the file system or PostgreSQL refused. */
final class Failures {
  private Failures() {}

  static LocalPostgresException explain(Path directory, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left on device") || message.contains("not enough space")) {
      return new LocalPostgresException(
          "The disk that holds the data directory %s is full. A new database needs about 200 MB. Free some space, or choose a directory on another disk with MODMEDIC_DATA_DIR."
              .formatted(directory),
          failure);
    }
    if (failure instanceof AccessDeniedException || message.contains("Permission denied")) {
      return unwritable(directory, "permission denied", failure);
    }
    if (failure instanceof FileSystemException e) {
      return unwritable(
          directory, e.getReason() == null ? "cannot be created" : e.getReason(), failure);
    }
    return new LocalPostgresException(
        "The database in %s cannot be started: %s. PostgreSQL's own words are in %s."
            .formatted(directory, message, directory.resolve("postgresql.log")),
        failure);
  }

  private static LocalPostgresException unwritable(
      Path directory, String reason, IOException failure) {
    return new LocalPostgresException(
        "The data directory %s cannot be written (%s). Make it writable for this user, or choose another one with MODMEDIC_DATA_DIR."
            .formatted(directory, reason),
        failure);
  }
}
