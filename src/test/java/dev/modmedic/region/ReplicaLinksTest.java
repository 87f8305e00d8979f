package dev.modmedic.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.LinkBroken;
import dev.modmedic.region.ServerLink.LinkRefused;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplicaLinksTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final SyncRequest REQUEST = new SyncRequest("7", "1.0", NOON, true, 0, 0, false);

  private final List<String> called = new ArrayList<>();
  private final Replica one = new Replica("one");
  private final Replica two = new Replica("two");
  private final Replica three = new Replica("three");
  private final ReplicaLinks links = new ReplicaLinks(List.of(one, two, three));

  private final class Replica implements ServerLink {
    private final String name;
    private @Nullable RuntimeException trouble;

    Replica(String name) {
      this.name = name;
    }

    private void called() {
      called.add(name);
      if (trouble != null) {
        throw trouble;
      }
    }

    void down() {
      trouble = new LinkBroken(name + " cannot be reached", null);
    }

    @Override
    public SyncAnswer sync(SyncRequest request) {
      called();
      return new SyncAnswer(
          NOON, true, Duration.ofHours(1), name, null, List.of(), Duration.ofSeconds(10));
    }

    @Override
    public BatchAnswer push(List<RunResult> results) {
      called();
      return new BatchAnswer(results.size(), 0, List.of());
    }
  }

  @Test
  void theFirstThatAnswersIsKept() throws InterruptedException {
    one.down();

    assertThat(links.sync(REQUEST).assignmentsVersion()).isEqualTo("two");
    links.push(List.of());
    one.trouble = null;
    links.sync(REQUEST);

    assertThat(called).containsExactly("one", "two", "two", "two");
  }

  @Test
  void afterTheLastTheFirstIsTriedAgain() throws InterruptedException {
    one.down();
    two.down();
    links.sync(REQUEST);
    one.trouble = null;
    three.down();
    called.clear();

    links.sync(REQUEST);

    assertThat(called).containsExactly("three", "one");
  }

  @Test
  void allThatCannotBeReachedAreNamed() {
    one.down();
    two.down();
    three.down();

    assertThatExceptionOfType(LinkBroken.class)
        .isThrownBy(() -> links.sync(REQUEST))
        .withMessage("one cannot be reached; two cannot be reached; three cannot be reached");
  }

  @Test
  void aRefusalIsThatOfAllReplicas() {
    one.trouble = new LinkRefused("revoked");

    assertThatExceptionOfType(LinkRefused.class).isThrownBy(() -> links.sync(REQUEST));
    assertThat(called).containsExactly("one");
  }
}
