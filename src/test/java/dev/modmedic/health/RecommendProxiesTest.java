package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import dev.modmedic.health.LineReplay.Ending;
import dev.modmedic.health.MeasuredProxy.LastFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommendProxiesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  private final List<MeasuredProxy> measured = new ArrayList<>();
  private final RecommendProxies recommend =
      new RecommendProxies(new Measured(), Clock.fixed(NOW, ZoneOffset.UTC));

  /** Each proxy: a name, and what it does; the line uses the names. */
  @ParameterizedTest
  @CsvSource({
    // the first one is up
    "'a,direct', a=up, served, 1, ok",
    "a|direct, a=up, served, 1, ok",
    "a, a=up, served, 1, ok",
    "a, a=degraded, served, 1, ok",
    // outages: behind a comma go stops, behind a pipe it goes on
    "'a,direct', a=timeout, ends, 1, transport-error",
    "'a|direct', a=timeout, direct, 2, transport-error",
    "'a,b,direct', a=timeout b=up, ends, 1, transport-error",
    "'a|b,direct', a=timeout b=up, served, 2, 'transport-error ok'",
    "'a|b,direct', a=timeout b=500, ends, 2, 'transport-error http-error'",
    "'a,b,direct', a=500 b=up, ends, 1, http-error",
    "'a|b', a=500 b=403, ends, 2, 'http-error http-error'",
    "'a|b|direct', a=500 b=403, direct, 3, 'http-error http-error'",
    "'a,direct', a=403, ends, 1, http-error",
    // soft failures: 404 for what it should have sends users elsewhere without a word
    "'a,direct', a=404, direct, 2, not-found",
    "'a|direct', a=404, direct, 2, not-found",
    "'a,b,direct', a=404 b=up, served, 2, 'not-found ok'",
    "'a,b,direct', a=410 b=404, direct, 3, 'not-found not-found'",
    "'a', a=404, ends, 1, not-found",
    "'a,off', a=404, ends, 2, not-found",
    "'a|off', a=timeout, ends, 2, transport-error",
    // a captive portal answers 200 with a page
    "'a,b,direct', a=page b=up, ends, 1, bad-content",
    // … and once a page is taken for a go.mod file, a pipe does not help either
    "'a|b,direct', a=page b=up, ends, 1, 'bad-content ok'",
    // no proxy at all
    "direct, a=up, direct, 1, ''",
    "off, a=up, ends, 1, ''",
    "'direct,a', a=up, direct, 1, ''",
    // flapping counts by its last run
    "'a,direct', a=flapping, served, 1, ok",
    "'a,direct', a=flapping-failed, ends, 1, transport-error",
    // what nobody measured is not guessed
    "'a,direct', a=unknown, not-measured, 1, ?",
    "'a,direct', a=stale, not-measured, 1, ?",
    "'x,direct', a=up, not-measured, 1, ?",
    "'a,x,direct', a=up, served, 1, ok",
    "'a|x,direct', a=timeout, not-measured, 2, 'transport-error ?'",
  })
  void aLineEndsAsGoWouldEndIt(
      String line, String proxies, String ending, int entry, String outcomes) {
    for (String proxy : proxies.split(" ")) {
      String[] parts = proxy.split("=");
      measured.add(proxy(parts[0], parts[1]));
    }

    LineReplay replay =
        recommend.replay(
            "default",
            "local",
            ProxyList.parse(line.replaceAll("\\b([abx])\\b", "https://$1.example.net")));

    assertThat(replay.ending().word()).isEqualTo(ending);
    assertThat(replay.entry()).isEqualTo(entry);
    assertThat(
            replay.asked().stream()
                .map(asked -> asked.outcome() == null ? "?" : asked.outcome())
                .toList())
        .containsExactlyElementsOf(outcomes.isEmpty() ? List.of() : List.of(outcomes.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example.net/, true",
    "https://A.Example.NET, true",
    "a.example.net, true",
    "https://a.example.net:443, true",
    "https://a.example.net:8443, false",
    "http://a.example.net, false",
    "https://a.example.net/go, false",
    "file:///srv/proxy, false",
  })
  void anEntryIsRecognisedHoweverItIsWritten(String entry, boolean known) {
    measured.add(proxy("a", "up"));

    LineReplay replay = recommend.replay("default", "local", ProxyList.parse(entry + ",direct"));

    assertThat(replay.ending()).isEqualTo(known ? Ending.SERVED : Ending.NOT_MEASURED);
  }

  @ParameterizedTest
  @CsvSource({"goproxy", "'https://a b.example.net,direct'", "ftp://a.example.net", "','"})
  void aLineThatGoRefusesIsRefused(String line) {
    LineReplay replay = recommend.replay("default", "local", ProxyList.parse(line));

    assertThat(replay.ending()).isEqualTo(Ending.REFUSED);
    assertThat(replay.entry()).isZero();
    assertThat(replay.says().en()).startsWith("go refuses the line: ");
  }

  @Test
  void aPasswordInTheLineIsNotShown() {
    LineReplay replay =
        recommend.replay(
            "default", "local", ProxyList.parse("https://me:secret@x.example.net,direct"));

    assertThat(replay.toString()).doesNotContain("secret");
  }

  @Test
  void theBestStandsFirstWithPipesBetweenAndDirectBehindAComma() {
    measured.add(figures("slow", State.UP, 100, Duration.ofMillis(900)));
    measured.add(figures("degraded", State.DEGRADED, 100, Duration.ofMillis(10)));
    measured.add(figures("fast", State.UP, 100, Duration.ofMillis(90)));
    measured.add(figures("shaky", State.UP, 97, Duration.ofMillis(10)));
    measured.add(proxy("dead", "timeout"));

    ProxyAdvice advice = recommend.recommend("default", "local");

    assertThat(advice.line())
        .isEqualTo(
            "https://fast.example.net|https://slow.example.net|https://shaky.example.net"
                + "|https://degraded.example.net,direct");
    assertThat(advice.entries())
        .extracting(entry -> entry.proxy().name())
        .containsExactly("fast", "slow", "shaky", "degraded");
    assertThat(advice.entries().getFirst().says().en())
        .isEqualTo(
            "up; first attempts that went well, of all: 100.0 % (100), p95 90 ms. After any"
                + " failure go asks the next entry.");
    assertThat(advice.leftOut())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.says().en()).isEqualTo("It is down: tcp.connect-timeout."));
    assertThat(advice.says().zh()).contains("local 监测的 5 个模块代理中有 4 个");
  }

  @Test
  void theRecommendedLineIsServedByItsFirstEntry() {
    measured.add(figures("a", State.UP, 100, Duration.ofMillis(900)));
    measured.add(figures("b", State.UP, 99, Duration.ofMillis(90)));
    String line = String.valueOf(recommend.recommend("default", "local").line());

    LineReplay replay = recommend.replay("default", "local", ProxyList.parse(line));

    assertThat(replay.ending()).isEqualTo(Ending.SERVED);
    assertThat(replay.name()).isEqualTo("https://a.example.net");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example.net, , TLS",
    "https://a.example.net, checksum.sumdb-mismatch, checksum.sumdb-mismatch",
    "https://a.example.net, tls.unknown-authority, tls.unknown-authority",
  })
  void whatIsWeakerInSecurityIsNeverRecommended(
      String url, @Nullable String unsafe, String because) {
    measured.add(
        new MeasuredProxy(
            UUID.randomUUID(),
            "a",
            URI.create(url),
            State.UP,
            NOW,
            10,
            10,
            Duration.ofMillis(1),
            null,
            ProxyParts.all(Outcome.OK),
            unsafe));

    ProxyAdvice advice = recommend.recommend("default", "local");

    assertThat(advice.line()).isNull();
    assertThat(advice.leftOut())
        .singleElement()
        .satisfies(entry -> assertThat(entry.says().en()).contains(because));
  }

  @Test
  void onThisMachineItselfNobodyCanReadAlong() {
    measured.add(
        new MeasuredProxy(
            UUID.randomUUID(),
            "a",
            URI.create("http://127.0.0.1:8080"),
            State.UP,
            NOW,
            10,
            10,
            Duration.ofMillis(1),
            null,
            ProxyParts.all(Outcome.OK),
            null));

    assertThat(recommend.recommend("default", "local").line())
        .isEqualTo("http://127.0.0.1:8080,direct");
  }

  @Test
  void withoutDataItSaysSo() {
    assertThat(recommend.recommend("default", "local").says().en())
        .isEqualTo("No module proxy is watched from local, so nothing is recommended.");
    measured.add(
        new MeasuredProxy(
            UUID.randomUUID(),
            "a",
            URI.create("https://a.example.net"),
            State.UNKNOWN,
            null,
            0,
            0,
            null,
            null,
            ProxyParts.all(Outcome.OK),
            null));
    ProxyAdvice advice = recommend.recommend("default", "local");
    assertThat(advice.line()).isNull();
    assertThat(advice.says().en())
        .isEqualTo("Nothing was measured from local yet, so nothing is recommended.");
  }

  @Test
  void ifNoneServesNoneIsRecommended() {
    measured.add(proxy("a", "timeout"));
    measured.add(proxy("b", "404"));

    ProxyAdvice advice = recommend.recommend("default", "local");

    assertThat(advice.line()).isNull();
    assertThat(advice.says().en())
        .isEqualTo("No module proxy watched from local can be recommended now.");
  }

  private static MeasuredProxy figures(String name, State state, long passed, Duration p95) {
    return new MeasuredProxy(
        UUID.randomUUID(),
        name,
        URI.create("https://" + name + ".example.net"),
        state,
        NOW,
        100,
        passed,
        p95,
        null,
        ProxyParts.all(Outcome.OK),
        null);
  }

  private static MeasuredProxy proxy(String name, String does) {
    State state =
        switch (does) {
          case "up" -> State.UP;
          case "degraded" -> State.DEGRADED;
          case "unknown" -> State.UNKNOWN;
          case "stale" -> State.STALE;
          case "flapping", "flapping-failed" -> State.FLAPPING;
          default -> State.DOWN;
        };
    @Nullable LastFailure failure =
        switch (does) {
          case "timeout", "flapping-failed" -> failure(null, true);
          case "flapping" ->
              new LastFailure(NOW, false, "http.timeout", ProxyParts.all(Outcome.TRANSPORT_ERROR));
          case "page" -> failure(200, false);
          case "403", "404", "410", "500" -> failure(Integer.parseInt(does), false);
          default -> null;
        };
    return new MeasuredProxy(
        UUID.randomUUID(),
        name,
        URI.create("https://" + name + ".example.net"),
        state,
        NOW,
        10,
        5,
        Duration.ofMillis(5),
        failure,
        ProxyParts.all(Outcome.OK),
        null);
  }

  private static LastFailure failure(@Nullable Integer status, boolean brokeOff) {
    return new LastFailure(
        NOW, true, "tcp.connect-timeout", ProxyParts.all(LastFailure.outcome(status, brokeOff)));
  }

  private final class Measured implements ProxyMeasurements {
    @Override
    public List<String> regions(String workspace) {
      return List.of("local");
    }

    @Override
    public List<MeasuredProxy> of(
        String workspace, String region, Instant since, Instant unsafeSince, List<String> unsafe) {
      assertThat(since).isEqualTo(NOW.minus(Duration.ofHours(6)));
      return measured;
    }
  }
}
