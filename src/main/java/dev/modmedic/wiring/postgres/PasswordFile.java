package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The generated database password, in a file that only its owner may read. */
final class PasswordFile {
  private PasswordFile() {}

  /** Reads the password, or makes one if the database is still to be created. */
  static String readOrCreate(Path file, boolean databaseExists) throws IOException {
    if (Files.exists(file)) {
      String password = Files.readString(file).strip();
      if (!password.isEmpty()) {
        return password;
      }
    }
    if (databaseExists) {
      throw new LocalPostgresException(
          "The database in %s exists, but the file %s with its password is missing or empty. Put the file back from a backup, or move the directory away to start with an empty one."
              .formatted(file.getParent(), file));
    }
    return create(file);
  }

  private static String create(Path file) throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Files.deleteIfExists(file);
    // Created with its final permissions, so that there is no moment at which others can read it.
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(file, "rw-------"))) {
      channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.US_ASCII)));
      // The database is useless without it, so it is no less durable.
      channel.force(true);
    }
    return password;
  }

  /** POSIX permissions, where the file system has such; a Windows profile is private already. */
  static FileAttribute<?>[] ownerOnly(Path near, String permissions) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
