package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's own data directory. */
record Cluster(Path directory) {
  static final String SUPERUSER = "postgres";

  boolean exists() {
    return Files.exists(directory); // it only ever appears whole
  }

  /** Creates the cluster beside its place and moves it there whole, so a crash leaves none. */
  void create(Programs programs, Path passwordFile) throws IOException, InterruptedException {
    Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
    Trees.delete(partial);
    Process initdb =
        new ProcessBuilder(
                programs.command(
                    "initdb",
                    List.of(
                        "--pgdata=" + partial,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // The built-in collation is the same on every platform and after upgrades.
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")))
            .redirectErrorStream(true)
            .start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (initdb.waitFor() != 0) {
      throw new IOException("initdb failed: " + lastLine(output));
    }
    Trees.moveDurably(partial, directory);
  }

  /** Refuses a cluster that another major version made: its files mean something else. */
  void requireMajor(String version) throws IOException {
    String major = version.substring(0, version.indexOf('.'));
    String made = Files.readString(directory.resolve("PG_VERSION")).strip();
    if (!made.equals(major)) {
      throw new LocalPostgresException(
          "The database in %s was made by PostgreSQL %s, and this ModMedic brings PostgreSQL %s. Nothing was touched. Start the ModMedic version that made it and move the data with pg_dump, or choose an empty directory with MODMEDIC_DATA_DIR."
              .formatted(directory, made, major));
    }
  }

  private static String lastLine(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("initdb: error") || line.contains("FATAL"))
        .reduce((first, second) -> second)
        .orElse(output.strip().lines().reduce((first, second) -> second).orElse("no output"));
  }
}
