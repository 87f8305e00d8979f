package dev.modmedic.wiring.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The server process: one start of PostgreSQL on one port. */
record Postmaster(Process process, int port) {
  private static final long LOG_LIMIT = 8L << 20;

  /** Starts the server without waiting; what it says goes to the end of {@code log}. */
  static Postmaster start(Programs programs, Path cluster, int port, Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Process process =
        new ProcessBuilder(programs.detachedCommand("postgres", arguments(cluster, port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return new Postmaster(process, port);
  }

  private static List<String> arguments(Path cluster, int port) {
    return List.of(
        "-D", cluster.toString(),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "port=" + port,
        // TCP is enough for us, and a socket file is one more thing that can be left behind.
        "-c", "unix_socket_directories=",
        "-c", "password_encryption=scram-sha-256",
        "-c", "fsync=on",
        "-c", "full_page_writes=on",
        "-c", "synchronous_commit=on",
        "-c", "timezone=UTC",
        "-c", "log_timezone=UTC",
        "-c", "log_checkpoints=off",
        "-c", "shared_buffers=64MB",
        "-c", "max_connections=40",
        "-c", "cluster_name=modmedic");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Ends the server of a cluster, whoever started it, and waits until it has written all. */
  static void stop(Programs programs, Path cluster) throws IOException, InterruptedException {
    if (pgCtl(programs, cluster, "fast", 30) != 0) {
      pgCtl(programs, cluster, "immediate", 10);
    }
  }

  private static int pgCtl(Programs programs, Path cluster, String mode, int seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                programs.command(
                    "pg_ctl",
                    List.of(
                        "stop",
                        "--pgdata=" + cluster,
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=" + seconds)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(seconds + 5L, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }
}
