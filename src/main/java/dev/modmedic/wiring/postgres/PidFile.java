package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a running PostgreSQL wrote into {@code postmaster.pid}. */
record PidFile(Path file, long pid, Instant started) {
  // The process starts a little before the server notes the time, in whole seconds.
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  static Optional<PidFile> read(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() < 3
          ? Optional.empty()
          : Optional.of(
              new PidFile(
                  file,
                  Long.parseLong(lines.get(0).strip()),
                  Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The live server of this very cluster; the number may since belong to another process. */
  Optional<ProcessHandle> server() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurServer);
  }

  private boolean isOurServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    boolean postgres =
        info.command()
            .map(command -> Path.of(command).getFileName().toString())
            .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
            .isPresent();
    return postgres
        && info.arguments()
            .map(arguments -> Arrays.asList(arguments).contains(String.valueOf(file.getParent())))
            .orElseGet(() -> startedThen(info));
  }

  // Windows tells no arguments of another process.
  private boolean startedThen(ProcessHandle.Info info) {
    return info.startInstant()
        .filter(at -> Duration.between(at, started).abs().compareTo(TOLERANCE) < 0)
        .isPresent();
  }
}
