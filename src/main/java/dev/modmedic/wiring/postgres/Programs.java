package dev.modmedic.wiring.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path; {@code directory} holds bin, lib, share. */
record Programs(Path directory) {
  private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /** Unpacks this version unless it is there; a half unpacked one is thrown away. */
  static Programs unpack(Path parent, String version) throws IOException {
    Path directory = parent.resolve("postgresql-" + version);
    if (!Files.isDirectory(directory)) {
      Path partial = parent.resolve("postgresql-" + version + ".partial");
      Trees.delete(partial);
      try (InputStream archive = archive()) {
        extract(archive, partial);
      }
      Trees.moveDurably(partial, directory);
    }
    return new Programs(directory);
  }

  /** The command line that runs a program and stays its process. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (OS.startsWith("linux") && isRoot()) {
      command.addAll(withoutRoot());
    }
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /** The same in a session of its own, so that Ctrl-C in a terminal reaches us and not it. */
  List<String> detachedCommand(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(command(program, arguments));
    if (OS.startsWith("linux") && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.addFirst("/usr/bin/setsid");
    }
    return command;
  }

  // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, while the
  // files it makes still belong to root.
  private static List<String> withoutRoot() {
    if (!LinuxUtils.isUnshareAvailable()) {
      throw new LocalPostgresException(
          "PostgreSQL refuses to run as root, and this system does not allow the user namespace"
              + " that would hide it. Start ModMedic as an ordinary user, or give it a PostgreSQL"
              + " server with MODMEDIC_DATABASE_URL.");
    }
    return List.of("unshare", "-U");
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static InputStream archive() throws IOException {
    String system =
        OS.startsWith("windows") ? "Windows" : OS.startsWith("mac") ? "Darwin" : "Linux";
    String architecture = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
    } catch (IllegalStateException e) {
      throw new LocalPostgresException(
          "ModMedic brings no PostgreSQL for %s on %s. Give it a PostgreSQL server with MODMEDIC_DATABASE_URL."
              .formatted(system, architecture),
          e);
    }
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    Files.createDirectories(target);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(tar, entry, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if ((entry.getMode() & 0100) != 0 && !OS.startsWith("windows")) {
      Files.setPosixFilePermissions(file, PROGRAM);
    }
  }
}
