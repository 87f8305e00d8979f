package dev.modmedic.region;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Timings;
import dev.modmedic.probe.Vantage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Any message that can be said, as far as its form has room for it. */
final class WireSamples {
  private WireSamples() {}

  private static Arbitrary<String> words() {
    return Arbitraries.strings().ofMaxLength(20);
  }

  private static Arbitrary<UUID> ids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  }

  private static Arbitrary<Instant> micros() {
    return Arbitraries.longs()
        .between(0, 4_000_000_000_000_000L)
        .map(
            n -> Instant.EPOCH.plus(Duration.ofNanos(n % 1_000_000 * 1_000)).plusMillis(n / 1_000));
  }

  private static Arbitrary<Instant> millis() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Duration> spans() {
    return Arbitraries.longs().between(0, 1_000_000_000L).map(us -> Duration.ofNanos(us * 1_000));
  }

  private static Arbitrary<Duration> intervals() {
    return Arbitraries.longs().between(1, 86_400_000L).map(Duration::ofMillis);
  }

  private static Arbitrary<URI> urls() {
    return Arbitraries.of("https://proxy.example", "http://127.0.0.1:8081/a/b", "socks5://[::1]:9")
        .map(URI::create);
  }

  private static Arbitrary<ModuleVersion> canaries() {
    return Arbitraries.of("golang.org/x/text@v0.3.0", "github.com/Azure/x@v1.2.3+incompatible")
        .map(text -> ModuleVersion.parse(text).orElseThrow());
  }

  private static Arbitrary<ProbeSettings> settings() {
    return Combinators.combine(
            intervals(),
            intervals().injectNull(0.3),
            canaries().list().ofMaxSize(3),
            words().list().ofMaxSize(3),
            words().injectNull(0.3),
            Arbitraries.of(true, false),
            urls().injectNull(0.3),
            Combinators.combine(
                    Arbitraries.integers().between(100, 599).list().ofMaxSize(3),
                    Arbitraries.integers().between(0, 3_650),
                    Arbitraries.longs().between(1 << 20, 2L << 30))
                .as(Rest::new))
        .as((timeout, slow, canaries, resolvers, sumDb, cold, index, rest) ->
            new ProbeSettings(
                timeout,
                slow,
                canaries,
                resolvers,
                sumDb,
                cold,
                index,
                rest.status,
                rest.days,
                rest.maxBytes));
  }

  private record Rest(java.util.List<Integer> status, int days, long maxBytes) {}

  static Arbitrary<Assignment> assignments() {
    Arbitrary<Target> targets =
        Combinators.combine(ids(), words(), Arbitraries.of(TargetType.class), urls(), settings())
            .as(Target::new);
    Arbitrary<Vantage> vantages =
        Combinators.combine(words(), urls().injectNull(0.5)).as(Vantage::new);
    return Combinators.combine(
            ids(), targets, Arbitraries.of(ProbeKind.class), vantages, intervals())
        .as(Assignment::new);
  }

  private static Arbitrary<Failure> failures() {
    return Combinators.combine(
            Arbitraries.of(FailureSource.class),
            words(),
            words(),
            Arbitraries.of(Phase.class).injectNull(0.3))
        .as(Failure::new);
  }

  private static Arbitrary<Attempt> attempts() {
    Arbitrary<@Nullable Duration> phase = spans().injectNull(0.3);
    Arbitrary<Timings> timings =
        Combinators.combine(phase, phase, phase, phase, phase).as(Timings::new);
    return Combinators.combine(
            timings,
            spans(),
            Arbitraries.longs().greaterOrEqual(0),
            words().injectNull(0.3),
            Arbitraries.integers().between(100, 999).injectNull(0.3),
            failures().injectNull(0.5))
        .as(Attempt::new);
  }

  private static Arbitrary<ProbeResult> results() {
    Arbitrary<CheckNote> notes =
        Combinators.combine(words(), Arbitraries.of(CheckNote.Level.class), words())
            .as(CheckNote::new);
    return Combinators.combine(
            micros(),
            Arbitraries.of(Outcome.class),
            attempts(),
            attempts().list().ofMaxSize(2),
            notes.list().ofMaxSize(3),
            micros().injectNull(0.5),
            Arbitraries.maps(words(), words()).ofMaxSize(3))
        .as(ProbeResult::new);
  }

  static Arbitrary<RunResult> runs() {
    return Combinators.combine(ids(), millis(), results()).as(RunResult::new);
  }

  static Arbitrary<ServerLink.SyncRequest> requests() {
    Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Combinators.combine(words(), words(), micros(), flags, counts, counts, flags)
        .as(ServerLink.SyncRequest::new);
  }

  static Arbitrary<ServerLink.SyncAnswer> answers() {
    Arbitrary<ServerLink.Requested> requested =
        Combinators.combine(assignments(), millis()).as(ServerLink.Requested::new);
    return Combinators.combine(
            micros(),
            Arbitraries.of(true, false),
            spans(),
            words(),
            assignments().list().ofMaxSize(2).injectNull(0.3),
            requested.list().ofMaxSize(2),
            spans())
        .as(ServerLink.SyncAnswer::new);
  }

  static Arbitrary<ServerLink.BatchAnswer> batchAnswers() {
    Arbitrary<ServerLink.BatchAnswer.Refused> refused =
        Combinators.combine(ids(), millis(), words()).as(ServerLink.BatchAnswer.Refused::new);
    Arbitrary<Integer> counts = Arbitraries.integers().between(0, SyncWire.MOST_RESULTS);
    return Combinators.combine(counts, counts, refused.list().ofMaxSize(3))
        .as(ServerLink.BatchAnswer::new);
  }
}
