package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads why a server ended out of what it wrote. */
final class ServerLog {
  private ServerLog() {}

  static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /** The failure that a server wrote after {@code offset}, as an exception to throw. */
  static IOException failure(Path log, long offset) throws IOException {
    List<String> lines = linesFrom(log, offset);
    if (lines.stream().anyMatch(line -> line.contains("could not bind IPv4 address"))) {
      return new PortTakenException("its port is in use");
    }
    String reason =
        lines.stream()
            .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
            .findFirst()
            .map(line -> line.replaceFirst(".*(FATAL|PANIC):\\s*", ""))
            .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    return new IOException("PostgreSQL ended while starting: " + reason);
  }

  private static List<String> linesFrom(Path log, long offset) throws IOException {
    byte[] all = Files.readAllBytes(log);
    // A log that was rotated in between is shorter than it was.
    int from = offset > all.length ? 0 : (int) offset;
    return new String(all, from, all.length - from, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
