package dev.modmedic.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.history.RuleReplay.Request;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.request.RequestKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayRulesTest {
  private static final Engine ENGINE = TestEngine.bundled();
  private static final Request ALL = new Request(Map.of(), null, null, 1000);

  @Test
  void aReplayThatFailedLetsTheNextOneRun() {
    Queue<Engine> drafts = new ArrayDeque<>(List.of(ENGINE));
    ReplayRules replays =
        replays(
            files -> {
              if (drafts.size() == 1 && files.isEmpty()) {
                throw new KnowledgeException(List.of(new Mistake("a.yaml", 1, "bad")));
              }
              return drafts.remove();
            },
            Clock.systemUTC(),
            "x");

    assertThatThrownBy(() -> replays.run("w", ALL)).isInstanceOf(KnowledgeException.class);
    assertThat(replays.run("w", new Request(Map.of("codes.yaml", ""), null, null, 9))).isPresent();
  }

  @Test
  void asLongAsOneRunsAnotherDoesNot() {
    ReplayRules[] replays = new ReplayRules[1];
    replays[0] =
        replays(
            files -> {
              assertThat(replays[0].run("w", ALL)).isEmpty();
              return ENGINE;
            },
            Clock.systemUTC(),
            "x");

    assertThat(replays[0].run("w", ALL)).isPresent();
  }

  @Test
  void aReplayEndsWhenItsTimeIsOver() {
    Queue<Instant> ticks = new ArrayDeque<>();
    for (int i = 0; i < 9; i++) {
      ticks.add(Instant.EPOCH.plusSeconds(i * 4L));
    }

    RuleReplay replay =
        replays(files -> ENGINE, clock(ticks), "a", "b", "c", "d").run("w", ALL).orElseThrow();

    assertThat(replay.examined()).isEqualTo(2);
    assertThat(replay.complete()).isFalse();
  }

  @Test
  void aReplayEndsAtItsLimit() {
    RuleReplay replay =
        replays(files -> ENGINE, Clock.systemUTC(), "a", "b", "c")
            .run("w", new Request(Map.of(), null, null, 2))
            .orElseThrow();

    assertThat(replay.examined()).isEqualTo(2);
    assertThat(replay.complete()).isFalse();
  }

  @Test
  void aHugeLogIsSkipped() {
    RuleReplay replay =
        replays(files -> ENGINE, Clock.systemUTC(), "a", "b".repeat(ReplayRules.LONGEST_LOG + 1))
            .run("w", ALL)
            .orElseThrow();

    assertThat(replay.examined()).isOne();
    assertThat(replay.skipped()).isOne();
    assertThat(replay.complete()).isTrue();
    assertThat(replay.flips()).isEmpty();
  }

  private static ReplayRules replays(ReplayRules.Drafts drafts, Clock clock, String... logs) {
    return new ReplayRules(
        () -> ENGINE, drafts, new Kept(List.of(logs)), clock, Duration.ofSeconds(10));
  }

  private static Clock clock(Queue<Instant> ticks) {
    InstantSource source = ticks::remove;
    return source.withZone(ZoneOffset.UTC);
  }

  /** Logs in memory; the database behind the port has tests of its own. */
  private record Kept(List<String> logs) implements DiagnosisStore {
    @Override
    public DiagnosisPage list(
        String workspace, DiagnosisFilter filter, @Nullable UUID after, int limit) {
      int from = after == null ? 0 : (int) after.getLeastSignificantBits() + 1;
      int to = Math.min(logs.size(), from + limit);
      List<StoredDiagnosis> items = IntStream.range(from, to).mapToObj(this::stored).toList();
      return new DiagnosisPage(items, to < logs.size() ? new UUID(0, to - 1L) : null);
    }

    private StoredDiagnosis stored(int i) {
      Inquiry inquiry = Inquiry.of("x");
      return new StoredDiagnosis(
          "w", new UUID(0, i), Instant.EPOCH, inquiry.context(), ENGINE.diagnose(inquiry), null);
    }

    @Override
    public Optional<Inquiry> inquiry(String workspace, UUID id) {
      return Optional.of(Inquiry.of(logs.get((int) id.getLeastSignificantBits())));
    }

    @Override
    public StoredDiagnosis save(StoredDiagnosis stored, Inquiry inquiry, @Nullable RequestKey key) {
      throw new IllegalStateException("a replay keeps nothing");
    }

    @Override
    public Optional<StoredDiagnosis> find(String workspace, RequestKey key) {
      return Optional.empty();
    }

    @Override
    public Optional<StoredDiagnosis> find(String workspace, UUID id) {
      return Optional.empty();
    }

    @Override
    public boolean delete(String workspace, UUID id) {
      throw new IllegalStateException("a replay erases nothing");
    }
  }
}
