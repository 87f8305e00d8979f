package dev.modmedic.bench;

import dev.modmedic.wiring.Service;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How fast {@code POST /v1/diagnoses} takes a log of 64 KiB, diagnosed, stored and answered,
 * against an endpoint of the same service that only inserts a row of that size. Prints one figure a
 * line.
 */
final class PostBenchmark {
  private static final int CONNECTIONS = 8;
  private static final int ROUNDS = 15;
  private static final int REQUESTS_A_ROUND = 200;
  private static final int WARM_UP_ROUNDS = 60;
  private static final Duration HALF_LOAD = Duration.ofSeconds(30);

  private PostBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("modmedic-bench");
    int port = freePort();
    System.setProperty("modmedic.data-dir", folder.toString());
    System.setProperty("modmedic.port", String.valueOf(port));
    try (Service service = new Service()) {
      service.start();
      measure(port);
    } finally {
      delete(folder);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static void measure(int port) throws Exception {
    byte[] body = body();
    try (Load diagnoses = new Load(CONNECTIONS, port, "/v1/diagnoses", body);
        Load rows = new Load(CONNECTIONS, port, "/bench/rows", body)) {
      rows.post(1); // makes the table
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        diagnoses.post(REQUESTS_A_ROUND);
        rows.post(REQUESTS_A_ROUND);
      }
      Interleaved.Outcome outcome =
          Interleaved.of(
              ROUNDS, () -> diagnoses.post(REQUESTS_A_ROUND), () -> rows.post(REQUESTS_A_ROUND));
      double perSecond = REQUESTS_A_ROUND * 1e3 / outcome.oursMillis();
      System.out.printf(
          "64 KiB, %d connections: %.0f diagnoses a second, %.0f rows a second, ratio %.2f%n",
          CONNECTIONS, perSecond, REQUESTS_A_ROUND * 1e3 / outcome.theirsMillis(), outcome.ratio());
      double[] millis = diagnoses.latencies(perSecond / 2, HALF_LOAD);
      System.out.printf(
          "64 KiB, half of that load: p50 %.1f ms, p99 %.1f ms%n",
          millis[millis.length / 2], millis[(int) (millis.length * 0.99)]);
    }
  }

  private static byte[] body() {
    String log = new BuildLog(4).failingAtLast(64 << 10);
    String json = "{\"log\": \"" + log.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    return json.replace("\t", "\\t").replace("\n", "\\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
