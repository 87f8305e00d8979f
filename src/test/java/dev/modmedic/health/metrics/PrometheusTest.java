package dev.modmedic.health.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.SettableClock;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "PrometheusTest")
class PrometheusTest implements WithDatabase {
  /** A line of the text format: a name, labels in braces, a number. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\.)*\",?)*})? (\\S+)");

  @Inject Api api;
  @Inject DataSource dataSource;
  @Inject Clock clock;

  private HealthRows rows;

  @BeforeEach
  void empty() {
    rows = new HealthRows(dataSource);
    rows.execute("truncate probe_result, health_region, health_target, target cascade");
    // What was read a moment ago is told again.
    ((SettableClock) clock).advance(Duration.ofSeconds(3));
  }

  @Test
  void theLatestRunsHaveTheNamesThatDashboardsKnow() {
    Instant now = clock.instant();
    rows.region("cn-north");
    UUID target = rows.target("pro\"xy\\a", "https://p.example.net", "local", "cn-north");
    rows.passed(target, "local", now.minusSeconds(90), 99_000);
    rows.passed(target, "local", now.minusSeconds(30), 12_500);
    rows.failed(target, "cn-north", now.minusSeconds(30), "goproxy.server-error", 502, null);

    Map<String, Double> samples = scrape();

    String here = "target=\"pro\\\"xy\\\\a\",region=\"local\",kind=\"goproxy\"";
    String there = here.replace("local", "cn-north");
    assertThat(value(samples, "probe_success", here, "cause=\"\"")).isEqualTo(1);
    assertThat(value(samples, "probe_success", there, "cause=\"goproxy.server-error\"")).isZero();
    assertThat(value(samples, "probe_duration_seconds", here)).isEqualTo(0.0125);
    assertThat(value(samples, "probe_dns_lookup_time_seconds", here)).isEqualTo(0.001);
    assertThat(value(samples, "probe_http_duration_seconds", here, "phase=\"processing\""))
        .isEqualTo(0.003);
    assertThat(value(samples, "probe_http_duration_seconds", here, "phase=\"transfer\""))
        .isEqualTo(0.004);
    assertThat(samples.keySet()).noneMatch(sample -> sample.contains("phase=\"tls\""));
    assertThat(value(samples, "probe_ssl_earliest_cert_expiry", here))
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z").getEpochSecond());
    assertThat(value(samples, "probe_http_status_code", there)).isEqualTo(502);
    assertThat(value(samples, "modmedic_database_up")).isEqualTo(1);
    assertThat(value(samples, "modmedic_judging_failures_total")).isZero();
  }

  @Test
  void statesAreOneAmongZeros() {
    UUID target = rows.target("p", "https://p.example.net", "local");
    rows.state(target, null, "regional");
    rows.state(target, "local", "flapping");

    Map<String, Double> samples = scrape();

    assertThat(value(samples, "modmedic_target_state", "target=\"p\"", "state=\"regional\""))
        .isEqualTo(1);
    assertThat(value(samples, "modmedic_target_state", "target=\"p\"", "state=\"down\"")).isZero();
    assertThat(value(samples, "modmedic_region_state", "region=\"local\"", "state=\"flapping\""))
        .isEqualTo(1);
    assertThat(samples.keySet().stream().filter(key -> key.startsWith("modmedic_region_state")))
        .hasSize(6);
  }

  @Test
  void aVantageWithoutAWayOutIsCounted() {
    UUID target = rows.target("p", "https://p.example.net", "local");
    rows.execute(
        """
        insert into health_offline (workspace, assignment_id, target_id, region, kind, since,
          last_due, runs, cause, message)
        select workspace, id, target_id, region, kind, now(), now(), 7, 'tcp.blocked-locally', ''
        from assignment
        where target_id = ?
        """,
        target);

    assertThat(
            value(
                scrape(),
                "modmedic_offline_runs",
                "target=\"p\",region=\"local\",kind=\"goproxy\"",
                "cause=\"tcp.blocked-locally\""))
        .isEqualTo(7);

    rows.execute("update assignment set ended_at = now()");
    ((SettableClock) clock).advance(Duration.ofSeconds(3));
    assertThat(scrape().keySet()).noneMatch(key -> key.startsWith("modmedic_offline_runs"));
  }

  @Test
  void whatIsNoLongerWatchedOrNoLongerHeardOfIsNoLongerTold() {
    UUID target = rows.target("p", "https://p.example.net", "local");
    rows.passed(target, "local", clock.instant().minusSeconds(30), 1_000);
    assertThat(scrape().keySet()).anyMatch(key -> key.startsWith("probe_success"));

    ((SettableClock) clock).advance(Duration.ofMinutes(6));
    assertThat(scrape().keySet()).noneMatch(key -> key.startsWith("probe_success"));

    rows.passed(target, "local", clock.instant().minusSeconds(30), 1_000);
    ((SettableClock) clock).advance(Duration.ofSeconds(3));
    assertThat(scrape().keySet()).anyMatch(key -> key.startsWith("probe_success"));
    rows.execute("update assignment set ended_at = now()");
    ((SettableClock) clock).advance(Duration.ofSeconds(3));
    assertThat(scrape().keySet()).noneMatch(key -> key.startsWith("probe_success"));
  }

  @Test
  void agentsAndDiagnosesAreCounted() {
    rows.region("cn-north");
    rows.execute(
        """
        insert into agent (workspace, id, region, name, token_hash, created_at, last_seen_at)
        values ('default', ?, 'cn-north', 'one', '\\x01', now(), ?)
        """,
        UUID.randomUUID(),
        clock.instant().minusSeconds(40));
    api.postText("go: dial tcp: lookup proxy.example.net: no such host");
    rows.execute("update diagnosis set created_at = ?", clock.instant());

    Map<String, Double> samples = scrape();

    assertThat(value(samples, "modmedic_agent_last_seen_seconds", "agent=\"one\"")).isEqualTo(40);
    assertThat(value(samples, "modmedic_diagnoses_last_hour", "cause=\"dns.host-not-found\""))
        .isEqualTo(1);
    assertThat(samples.keySet())
        .anyMatch(key ->
            key.startsWith("http_server_requests_seconds_count")
                && key.contains("uri=\"/v1/diagnoses\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/beans", "/env", "/loggers", "/routes", "/info"})
  void noOtherEndpointIsOpen(String path) {
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  private Map<String, Double> scrape() {
    Answer answer = api.get("/prometheus");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    Map<String, Double> samples = new HashMap<>();
    answer
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          Matcher sample = SAMPLE.matcher(line);
          assertThat(sample.matches()).as(line).isTrue();
          assertThat(samples.put(line.substring(0, sample.start(3) - 1), number(sample.group(3))))
              .as("given once: " + line)
              .isNull();
        });
    return samples;
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static double value(Map<String, Double> samples, String name, String... labels) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().split("\\{", 2)[0].equals(name))
        .filter(sample ->
            Arrays.stream(labels)
                .flatMap(label -> Arrays.stream(label.split("(?<=\"),")))
                .allMatch(sample.getKey()::contains))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + samples.keySet()));
  }

  @Factory
  @Requires(property = "spec.name", value = "PrometheusTest")
  static final class Time {
    @Singleton
    @Replaces(Clock.class)
    Clock clock() {
      return new SettableClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }
  }
}
