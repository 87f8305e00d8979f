package dev.modmedic.region.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ResultPartitionsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private Scene scene;
  private SettableClock clock;
  private ResultPartitions partitions;

  @BeforeEach
  void prepare(DataSource dataSource) {
    clock = new SettableClock(NOON);
    scene = new Scene(dataSource, clock);
    partitions =
        new ResultPartitions(new Transactions(dataSource, StoreUnavailable::new), clock, 2);
  }

  @AfterEach
  void dropAll() {
    clock.set(NOON.plus(Duration.ofDays(400)));
    partitions.drop();
  }

  private List<String> names() {
    return scene.texts(
        """
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'probe_result'::regclass order by 1
        """);
  }

  private void insert(Instant due) {
    scene.query(connection ->
        Statements.update(
            connection,
            """
            insert into probe_result (
              workspace, assignment_id, due, target_id, region, kind, received_at, outcome)
            values ('default', ?, ?, ?, 'local', 'tcp', now(), 'missed')
            """,
            UUID.randomUUID(),
            due,
            UUID.randomUUID()));
  }

  @Test
  void everyDayThatResultsComeForHasOne() {
    assertThat(partitions.run()).isEqualTo(new ResultPartitions.Done(6, 0));

    assertThat(names())
        .containsExactly(
            "probe_result_other",
            "probe_result_p20261125",
            "probe_result_p20261126",
            "probe_result_p20261127",
            "probe_result_p20261128",
            "probe_result_p20261129",
            "probe_result_p20261130");
    assertThat(partitions.run()).isEqualTo(new ResultPartitions.Done(0, 0));
  }

  @Test
  void aDayIsOneOfUtc() {
    partitions.run();
    insert(Instant.parse("2026-11-27T00:00:00Z"));
    insert(Instant.parse("2026-11-27T23:59:59.999Z"));

    assertThat(scene.count("select count(*) from probe_result_p20261127")).isEqualTo(2);
    assertThat(scene.count("select count(*) from probe_result_other")).isZero();
  }

  @Test
  void oldDaysGoAsAWhole() {
    partitions.run();
    insert(NOON);
    clock.advance(Duration.ofDays(3));

    assertThat(partitions.run()).isEqualTo(new ResultPartitions.Done(3, 3));
    assertThat(scene.count("select count(*) from probe_result")).isZero();
    assertThat(names()).doesNotContain("probe_result_p20261127");
  }

  @Test
  void resultsThatCameBeforeTheirPartitionMoveIntoIt() {
    insert(NOON);
    partitions.run();

    assertThat(scene.count("select count(*) from probe_result_other")).isZero();
    assertThat(scene.count("select count(*) from probe_result_p20261127")).isEqualTo(1);
  }

  @Test
  void manyReplicasAtOnceMakeThemOnce() throws Exception {
    try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> made =
          java.util.stream.Stream.generate(() -> replicas.submit(partitions::ensure))
              .limit(4)
              .toList();
      int sum = 0;
      for (Future<Integer> one : made) {
        sum += one.get();
      }
      assertThat(sum).isEqualTo(6);
    }
  }
}
