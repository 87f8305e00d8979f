package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbedTest {
  private static final Engine ENGINE = TestEngine.bundled();
  private static final Instant SINCE = Instant.parse("2026-11-27T10:42:10Z");
  private static final String TIMEOUT =
      """
      go: example.com/m@v1.0.0: Get "https://goproxy.example/example.com/m/@v/v1.0.0.info": dial tcp 192.0.2.7:443: i/o timeout
      """;

  @Test
  void thatTheProbesMeetTheSameIsSaid() {
    Finding alone = first(null, List.of());
    Finding probed = first("cn-north", List.of(fact("goproxy.example", "cn-north", alone.code())));

    assertThat(probed.code()).isEqualTo(alone.code());
    Evidence evidence = probed.evidence().getLast();
    assertThat(evidence.source()).isEqualTo(Source.PROBE);
    assertThat(evidence.text())
        .isEqualTo(
            "goproxy.example down from cn-north since 2026-11-27T10:42:10Z (%s)"
                .formatted(alone.code()));
    assertThat(evidence.says().en())
        .isEqualTo(
            "It is not you: goproxy.example has been down from cn-north since"
                + " 2026-11-27 10:42 UTC, as ModMedic's own probes see it.");
    assertThat(evidence.says().zh())
        .isEqualTo(
            "问题不在您这边：ModMedic 自己的探测显示，goproxy.example 自 2026-11-27 10:42 UTC 起从"
                + " cn-north 无法使用。");
  }

  /** What the probes met, from where, where the client is, and how much surer that makes it. */
  @ParameterizedTest
  @CsvSource({
    "tcp.timeout, eu, eu, 1.5",
    "tcp.timeout, cn, eu, 0.75",
    "dns.timeout, eu, eu, 0.5",
    "dns.timeout, cn, eu, 0.25"
  })
  void itMakesACauseSurer(String met, String from, String client, double more) {
    Engine engine =
        TestEngine.knowing(
            "[]",
            Map.of(
                "tcp.timeout",
                "signals: [{id: late, pattern: 'dial (?P<host>\\S+): i/o timeout', weight: 6}]"));
    Inquiry inquiry = inquiry(client, "dial p.example:443: i/o timeout\n");

    double alone = engine.ranked(inquiry).getFirst().score();
    double probed =
        engine.ranked(inquiry.with(List.of(fact("p.example", from, met)))).getFirst().score();

    assertThat(probed - alone).isEqualTo(more, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"cn-north, It is not you", "eu, It may not be you", ", It may not be you"})
  void whereTheClientIsMatters(@Nullable String client, String opening) {
    Finding probed = first(client, List.of(fact("goproxy.example", "cn-north", "tcp.timeout")));

    assertThat(probed.evidence().getLast().says().en()).startsWith(opening);
  }

  @Test
  void aHostThatIsDownEverywhereIsDownForTheClientToo() {
    Finding probed =
        first(
            "mars",
            List.of(
                new ProbeFact(
                    "goproxy.example", null, false, SINCE, null, List.of("cn-north", "eu"))));

    assertThat(probed.evidence().getLast().says().en())
        .startsWith("It is not you: goproxy.example has been down from cn-north, eu since");
  }

  @Test
  void whatComesAndGoesMayBeTheReason() {
    Finding probed =
        first(
            "eu",
            List.of(new ProbeFact("goproxy.example", "eu", true, SINCE, null, List.of("eu"))));

    assertThat(probed.evidence().getLast().says().en())
        .startsWith("It may not be you: goproxy.example has been coming and going from eu since");
  }

  @Test
  void troubleOfAnotherHostChangesNothing() {
    Inquiry inquiry = inquiry("eu", TIMEOUT);

    assertThat(ENGINE.diagnose(inquiry.with(List.of(fact("other.example", "eu", "tcp.timeout")))))
        .isEqualTo(ENGINE.diagnose(inquiry));
  }

  @Test
  void aFailureThatHasNothingToDoWithReachingTheHostIsNotExcused() {
    String log =
        """
        verifying example.com/m@v1.0.0: checksum mismatch
        \tdownloaded: h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
        \tgo.sum:     h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=
        """;
    Inquiry inquiry = inquiry("eu", log);

    assertThat(ENGINE.diagnose(inquiry.with(List.of(fact("example.com", "eu", "tcp.timeout")))))
        .isEqualTo(ENGINE.diagnose(inquiry));
  }

  @Test
  void atMostTwoPlacesAreNamedTheClientsFirst() {
    Finding probed =
        first(
            "eu",
            List.of(
                fact("goproxy.example", "cn-north", "tcp.timeout"),
                fact("goproxy.example", "eu", "tcp.timeout"),
                fact("goproxy.example", "us", "tcp.timeout")));

    assertThat(
            probed.evidence().stream()
                .filter(evidence -> evidence.source() == Source.PROBE)
                .map(evidence -> evidence.text().split(" ", 5)[3]))
        .containsExactly("eu", "cn-north");
  }

  private static ProbeFact fact(String host, String region, String cause) {
    return new ProbeFact(host, region, false, SINCE, cause, List.of(region));
  }

  private static Finding first(@Nullable String region, List<ProbeFact> probes) {
    return ENGINE.diagnose(inquiry(region, TIMEOUT).with(probes)).causes().getFirst();
  }

  private static Inquiry inquiry(@Nullable String region, String log) {
    return new Inquiry(
        LogText.of(log),
        Environment.NONE,
        new RunContext(null, null, region, null, null, null),
        List.of());
  }
}
