package dev.modmedic.health.jdbc;

import dev.modmedic.health.HealthStore;
import dev.modmedic.health.Window;
import dev.modmedic.testing.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How long the health matrix of 50 targets in 12 regions takes when ninety days of one-minute
 * results lie behind it, and how large the database is. Prints one figure a line.
 */
final class MatrixBenchmark {
  private static final int WARM_UP = 300;
  private static final int CALLS = 500;

  private final TestDatabase database = TestDatabase.create();
  private final Watched watched = new Watched(database.dataSource());

  public static void main(String[] args) throws Exception {
    new MatrixBenchmark().run();
    // The embedded server's threads would keep the process alive.
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf(
        "machine: %d cores, %s, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version());
    Instant now = Instant.now();
    time(
        "generating",
        () -> {
          new GeneratedQuarter(watched, now).write();
          watched.update("vacuum analyze");
          return null;
        });
    time(
        "judging, rolling up and summing up every window",
        () -> {
          Judged.at(watched.dataSource(), now);
          return null;
        });
    watched.update("vacuum analyze");
    Map<String, Object> properties = new HashMap<>(database.properties());
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      HealthStore store = context.getBean(HealthStore.class);
      HttpClient http = HttpClient.newHttpClient();
      for (Window window : Window.values()) {
        latency(
            "store, " + window.word(), () -> store.matrix(Watched.WORKSPACE, window, null, null));
        HttpRequest request =
            HttpRequest.newBuilder(server.getURI().resolve("/v1/health?window=" + window.word()))
                .build();
        latency("GET /v1/health?window=" + window.word(), () -> body(http, request));
      }
      HttpRequest request =
          HttpRequest.newBuilder(server.getURI().resolve("/v1/health?window=90d")).build();
      System.out.printf("answer: %d KiB%n", body(http, request).length() / 1024);
    }
    sizes();
  }

  private static String body(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static void latency(String name, Callable<@Nullable Object> call) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      Objects.requireNonNull(call.call());
    }
    double[] millis = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      Objects.requireNonNull(call.call());
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s: p50 %.1f ms, p99 %.1f ms%n", name, millis[CALLS / 2], millis[CALLS * 99 / 100]);
  }

  private static void time(String name, Callable<@Nullable Object> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    System.out.printf("%s: %s%n", name, Duration.ofNanos(System.nanoTime() - start));
  }

  private void sizes() {
    watched
        .rows(
            """
            select format('%s: %s, %s rows', relname,
              pg_size_pretty(pg_total_relation_size(c.oid)), reltuples::bigint)
            from pg_class c
            where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 500
            order by pg_total_relation_size(c.oid) desc
            """)
        .forEach(System.out::println);
    System.out.println(
        "database: "
            + watched
                .rows("select pg_size_pretty(pg_database_size(current_database()))")
                .getFirst());
  }
}
