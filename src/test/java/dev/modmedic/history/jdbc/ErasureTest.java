package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.request.RequestKey;
import dev.modmedic.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final String TABLES =
      """
      select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name <> 'flyway_schema_history'
      order by table_name
      """;

  private static final String COPY =
      """
      insert into diagnosis (
        workspace, id, created_at, verdict, fingerprint, knowledge_version, result)
      select workspace, gen_random_uuid(), created_at, verdict, fingerprint,
        knowledge_version, result
      from diagnosis cross join generate_series(1, ?)
      """;

  private DataSource dataSource;
  private JdbcDiagnosisStore store;

  @BeforeEach
  void open() {
    this.dataSource = TestDatabase.create().dataSource();
    this.store = new JdbcDiagnosisStore(dataSource);
  }

  @Test
  void anErasedDiagnosisLeavesNothingInAnyTable() throws SQLException {
    List<String> before = everything();
    StoredDiagnosis stored = Samples.stored(NOON, 1);
    store.save(stored, Inquiry.of("log"), new RequestKey("/v1/diagnoses", "k", "body"));
    assertThat(
            new JdbcFeedbackStore(dataSource)
                .save(feedback(stored), new RequestKey("/v1/diagnoses/{id}/feedback", "k", "no")))
        .isPresent();
    assertThat(everything()).hasSizeGreaterThan(before.size());

    boolean erased = store.delete(WORKSPACE, stored.id());

    assertThat(erased).isTrue();
    assertThat(everything()).isEqualTo(before);
    assertThat(store.delete(WORKSPACE, stored.id())).isFalse();
  }

  private static Feedback feedback(StoredDiagnosis stored) {
    return new Feedback(
        WORKSPACE,
        stored.id(),
        Samples.id(NOON, 2),
        NOON,
        new Feedback.Judgement(Feedback.Verdict.REJECTED, null, null, "no"));
  }

  @Test
  void noTableHoldsASecret() throws SQLException {
    String secret = "hunter2secret99";
    String leak = "GET https://bob:" + secret + "@proxy.example/a";
    StoredDiagnosis stored =
        new StoredDiagnosis(
            WORKSPACE,
            Samples.id(NOON, 1),
            NOON,
            new RunContext(leak, leak, leak, NOON, leak, 1),
            Samples.diagnosis("dns.timeout", leak, leak),
            null);
    Environment environment = new Environment(Map.of("env", Map.of("A", leak, leak, "B")));
    Inquiry inquiry = new Inquiry(LogText.of(leak), environment, RunContext.NONE, List.of(leak));

    StoredDiagnosis kept = store.save(stored, inquiry, null);

    assertThat(everything()).noneMatch(row -> row.contains(secret));
    assertThat(kept.toString()).doesNotContain(secret);
    assertThat(store.find(WORKSPACE, stored.id())).contains(kept);
    assertThat(store.inquiry(WORKSPACE, stored.id()).orElseThrow().log().posted())
        .isEqualTo("GET https://bob:[redacted]@proxy.example/a");
  }

  @Test
  void retentionErasesWhatIsOlderAndNothingElse() throws SQLException {
    UUID young = save(NOON, 1);
    UUID justInTime = save(NOON.minus(Duration.ofDays(90)), 2);
    UUID old = save(NOON.minus(Duration.ofDays(90)).minusNanos(1_000), 3);

    int erased = retention(NOON).run();

    assertThat(erased).isEqualTo(1);
    assertThat(store.find(WORKSPACE, old)).isEmpty();
    assertThat(store.find(WORKSPACE, justInTime)).isPresent();
    assertThat(store.find(WORKSPACE, young)).isPresent();
    assertThat(retention(NOON).run()).isZero();
  }

  @Test
  void keysOfRequestsAreForgottenByAge() {
    RequestKey key = new RequestKey("/v1/diagnoses", "k", "body");
    store.save(Samples.stored(NOON, 1), Inquiry.of("log"), key);

    retention(NOON.plus(Duration.ofDays(90))).run();
    assertThat(store.find(WORKSPACE, key)).isPresent();

    retention(NOON.plus(Duration.ofDays(90)).plusSeconds(1)).run();
    StoredDiagnosis later =
        store.save(Samples.stored(NOON.plus(Duration.ofDays(91)), 2), Inquiry.of("other"), key);
    assertThat(store.find(WORKSPACE, key)).contains(later);
  }

  @Test
  void retentionGoesOnUntilAllBatchesAreDone() throws SQLException {
    List<String> before = everything();
    int count = 2 * Retention.BATCH + 1;
    save(NOON, 1);
    copyTimes(count - 1);

    int erased = retention(NOON.plus(Duration.ofDays(91))).run();

    assertThat(erased).isEqualTo(count);
    assertThat(everything()).isEqualTo(before);
  }

  private Retention retention(Instant now) {
    return new Retention(
        new Transactions(dataSource, StoreUnavailable::new),
        Clock.fixed(now, ZoneOffset.UTC),
        Duration.ofDays(90));
  }

  private UUID save(Instant at, int number) {
    return store.save(Samples.stored(at, number), Inquiry.of("log"), null).id();
  }

  private void copyTimes(int times) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement copy = connection.prepareStatement(COPY)) {
      copy.setInt(1, times);
      copy.executeUpdate();
    }
  }

  /** Every row of every table as text. */
  private List<String> everything() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      for (String table : column(connection, TABLES)) {
        rows.addAll(column(connection, "select t::text from %s t order by 1".formatted(table)));
      }
    }
    return rows;
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
