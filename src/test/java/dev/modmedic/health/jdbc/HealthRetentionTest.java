package dev.modmedic.health.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthRetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofDays(401));
  private static final Instant YOUNG = NOW.minus(Duration.ofDays(399));

  private Watched watched;
  private HealthRetention retention;

  @BeforeEach
  void open() {
    watched = new Watched(TestDatabase.create().dataSource());
    RollupRules rules =
        new RollupRules(
            Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(400));
    retention = new HealthRetention(watched.dataSource(), rules, new SetClock(NOW));
  }

  @Test
  void positionsGoWithTheTransitionsTheyAreOf() {
    event(1, OLD);
    event(2, OLD);
    event(3, YOUNG);

    assertThat(retention.run()).isEqualTo(2);
    assertThat(watched.rows("select position::text from health_event")).containsExactly("3");
  }

  /** Or positions would begin anew, and whoever follows them would see nothing more. */
  @Test
  void theLastPositionStays() {
    event(1, OLD);
    event(2, OLD);

    retention.run();

    assertThat(watched.rows("select position::text from health_event")).containsExactly("2");
  }

  @Test
  void maintenanceGoesWhenNoTransitionIsKeptFromItsTime() {
    watched.region("a");
    watched.maintenance(null, "a", OLD.minusSeconds(60), OLD);
    watched.maintenance(null, "a", OLD, YOUNG);

    assertThat(retention.run()).isEqualTo(1);
    assertThat(watched.rows("select ends_at::text from maintenance_window")).hasSize(1);
  }

  @Test
  void aSplitIsRememberedWhileItsHeadsAre() {
    split(1, OLD);
    split(2, OLD);
    split(3, YOUNG);
    watched.update(
        """
        insert into sumdb_head (workspace, database, size, hash, region, target_id, seen_at)
        values ('default', 'sum.example', 2, 'h', 'a', ?, ?)
        """,
        UUID.randomUUID(),
        NOW);

    assertThat(retention.run()).isEqualTo(1);
    assertThat(watched.rows("select size::text from sumdb_split order by size"))
        .containsExactly("2", "3");
  }

  @Test
  void whatProbesNoLongerUseIsForgotten() {
    memory("old", OLD);
    memory("young", YOUNG);

    assertThat(retention.run()).isEqualTo(1);
    assertThat(watched.rows("select key from probe_memory")).containsExactly("young");
  }

  private void memory(String key, Instant usedAt) {
    watched.update(
        """
        insert into probe_memory (workspace, key_hash, key, value, used_at)
        values ('default', ?::bytea, ?, 'v', ?)
        """,
        key,
        key,
        usedAt);
  }

  @Test
  void aRegionThatIsGoneIsForgotten() {
    watched.region("a");
    vantage("a");
    vantage("gone");

    retention.run();

    assertThat(watched.rows("select region from health_vantage")).containsExactly("a");
  }

  private void event(long position, Instant at) {
    watched.update(
        """
        insert into health_event (workspace, position, transition_id, announced_at)
        values ('default', ?, ?, ?)
        """,
        position,
        UUID.randomUUID(),
        at);
  }

  private void split(long size, Instant at) {
    watched.update(
        """
        insert into sumdb_split (workspace, database, size, noticed_at)
        values ('default', 'sum.example', ?, ?)
        """,
        size,
        at);
  }

  private void vantage(String region) {
    watched.update(
        """
        insert into health_vantage (workspace, region, silent, since)
        values ('default', ?, true, ?)
        """,
        region,
        YOUNG);
  }
}
