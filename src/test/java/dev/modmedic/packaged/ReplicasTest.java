package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.TestDatabase;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers on one database that make the probes of one region together. */
@Tag("packaged")
class ReplicasTest {
  private static final int TARGETS = 4;

  /** How many replicas have runs in hand. */
  private static final String PROBING = "select count(distinct leased_by) from probe_run";

  /** How often results say that the server was asked. */
  private static final String ATTEMPTS = "select sum(attempts) from probe_result";

  /** Longer than any test: this replica leaves judging to the other. */
  private static final String NEVER = "1h";

  @Test
  void everyDueRunHasOneResultAlsoWhenAReplicaIsKilled() throws Exception {
    TestDatabase database = TestDatabase.create();
    Runs runs = new Runs(database.dataSource());
    try (FakeServer watched = new FakeServer(path -> Optional.of(Reply.text(200, "here")));
        ServiceProcess first = ServiceProcess.launch(settings(database, "200ms"));
        ServiceProcess second = ServiceProcess.launch(settings(database, NEVER))) {
      first.awaitOutput("ready in ");
      second.awaitOutput("ready in ");
      Operator operator = new Operator(second.address());
      Queue<String> heard = listen(operator);
      List<UUID> targets = new ArrayList<>();
      for (int i = 0; i < TARGETS; i++) {
        targets.add(watch(operator, "target-" + i, watched));
      }
      Eventually.isTrue(() -> runs.count(PROBING) == 2, () -> first + " and " + second);

      // The second one never judges, so what it tells was judged by the first.
      watched.broken(Reply.text(503, "out of order"));
      Eventually.isTrue(() -> hasHeard(heard, targets, "down"), heard::toString);
      watched.repair();
      Eventually.isTrue(() -> hasHeard(heard, targets, "up"), heard::toString);

      first.kill();
      Instant killed = Instant.now();
      Instant later = killed.plusSeconds(5);
      Eventually.isTrue(
          () -> Instant.now().isAfter(later) && runs.amiss(later, Duration.ZERO).isEmpty(),
          () -> runs.amiss(later, Duration.ZERO));

      long repeated = watched.requests().size() - runs.count(ATTEMPTS);
      System.out.printf(
          "ReplicasTest: %s; everything due until 5 s after the kill was there after %s; about %d"
              + " runs of the killed one were made again%n",
          runs.outcomes(), Duration.between(killed, Instant.now()), repeated);
      assertThat(runs.outcomes()).doesNotContainKey("missed");
      assertThat(repeated).isLessThanOrEqualTo(2 * TARGETS);
    }
  }

  private static Map<String, String> settings(TestDatabase database, String evaluation) {
    Map<String, String> settings = new HashMap<>();
    settings.put("MODMEDIC_DATABASE_URL", database.url());
    settings.put("MODMEDIC_DATABASE_USER", "postgres");
    settings.put("MODMEDIC_EGRESS_ALLOW", "127.0.0.1");
    settings.put("MODMEDIC_WATCH_LEAST_INTERVAL", "1s");
    settings.put("MODMEDIC_HEALTH_EVALUATION_POLL", evaluation);
    settings.put("MODMEDIC_JOBS_POLLING_INTERVAL", "1s");
    return settings;
  }

  private static UUID watch(Operator operator, String name, FakeServer watched) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("type", "https");
    body.put("url", watched.url() + "/" + name);
    body.put("regions", List.of("local"));
    body.put("interval", "PT1S");
    return UUID.fromString(operator.post("/v1/targets", body).path("id").asText());
  }

  private static Queue<String> listen(Operator operator) throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Stream<String> lines = operator.events();
    Thread.ofVirtual()
        .start(() -> {
          try (lines) {
            lines.filter(line -> line.startsWith("data:")).forEach(heard::add);
          } catch (UncheckedIOException serverEnded) {
            // So does the stream.
          }
        });
    return heard;
  }

  /** Whether each of them was told to have become this. */
  private static boolean hasHeard(Queue<String> heard, List<UUID> targets, String state) {
    return targets.stream()
        .allMatch(target ->
            heard.stream()
                .anyMatch(line ->
                    line.contains(target.toString()) && line.contains("\"to\":\"" + state + "\"")));
  }
}
