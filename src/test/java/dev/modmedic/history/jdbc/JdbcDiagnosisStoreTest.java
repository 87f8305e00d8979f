package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.ProbeFact;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import dev.modmedic.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JdbcDiagnosisStoreTest {
  private DataSource dataSource;
  private JdbcDiagnosisStore store;

  @BeforeEach
  void open(DataSource dataSource) {
    this.dataSource = dataSource;
    this.store = new JdbcDiagnosisStore(dataSource);
  }

  @Test
  void whatWasNeverKeptIsNotFound() {
    assertThat(store.find(WORKSPACE, Samples.id(NOON, 1_000))).isEmpty();
    assertThat(store.inquiry(WORKSPACE, Samples.id(NOON, 1_000))).isEmpty();
    assertThat(store.delete(WORKSPACE, Samples.id(NOON, 1_000))).isFalse();
  }

  @Test
  void aDiagnosisReadsBackEqual() {
    StoredDiagnosis stored = Samples.stored(NOON, 1);

    StoredDiagnosis kept = store.save(stored, Inquiry.of("log"), null);

    assertThat(kept).isEqualTo(stored);
    assertThat(store.find(WORKSPACE, stored.id())).contains(stored);
  }

  @Test
  void aDiagnosisWithoutAnyContextReadsBackEqual() {
    StoredDiagnosis full = Samples.stored(NOON, 2);
    StoredDiagnosis bare =
        new StoredDiagnosis(WORKSPACE, full.id(), NOON, RunContext.NONE, full.diagnosis(), null);

    store.save(bare, Inquiry.of(""), null);

    assertThat(store.find(WORKSPACE, bare.id())).contains(bare);
    assertThat(store.inquiry(WORKSPACE, bare.id())).isPresent();
  }

  @Test
  void anInquiryReadsBackEqual() {
    StoredDiagnosis stored = Samples.stored(NOON, 3);
    Environment environment =
        new Environment(
            Map.of(
                "goEnv", Map.of("GOPROXY", "https://proxy.golang.org,direct"),
                "resources", Map.of("load1", 0.5, "diskFreeBytes", 12_345_678_901L, "cpus", 2),
                "checks", List.of(Map.of("kind", "tcp", "outcome", "超时")),
                "ci", true));
    Inquiry inquiry =
        new Inquiry(
            LogText.of("go: 1\r\ngo: 2\n"), environment, stored.context(), List.of("dig/timeout"));

    store.save(stored, inquiry, null);

    Inquiry kept = store.inquiry(WORKSPACE, stored.id()).orElseThrow();
    assertThat(kept.log().posted()).isEqualTo("go: 1\r\ngo: 2\n");
    assertThat(kept.environment()).isEqualTo(environment);
    assertThat(kept.context()).isEqualTo(stored.context());
    assertThat(kept.outcomes()).containsExactly("dig/timeout");
  }

  @Test
  void whatTheProbesSawReadsBackEqual() {
    StoredDiagnosis stored = Samples.stored(NOON, 30);
    List<ProbeFact> seen =
        List.of(
            new ProbeFact(
                "proxy.example", "cn-north", true, NOON, "dns.timeout", List.of("cn-north")),
            new ProbeFact("sum.example", null, false, NOON.minusSeconds(9), null, List.of()));

    store.save(stored, Inquiry.of("log").with(seen), null);

    assertThat(store.inquiry(WORKSPACE, stored.id()).orElseThrow().probes()).isEqualTo(seen);
  }

  /** As rows are that were written before probes were kept. */
  @Test
  void anInquiryWithoutProbesReadsBack() throws SQLException {
    StoredDiagnosis stored = Samples.stored(NOON, 31);
    store.save(stored, Inquiry.of("log"), null);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update diagnosis_input set probes = default where diagnosis_id = ?")) {
      update.setObject(1, stored.id());
      update.executeUpdate();
    }

    assertThat(store.inquiry(WORKSPACE, stored.id()).orElseThrow().probes()).isEmpty();
  }

  @Test
  void textThatPostgresCannotHoldReadsBackEqual() {
    String odd = "nul \0 high \uD800 low \uDC00 pair \uD83D\uDE00 sub \u001A0000 end \uDBFF";
    RunContext context = new RunContext(odd, odd, odd, null, odd, null);
    StoredDiagnosis stored =
        new StoredDiagnosis(
            WORKSPACE,
            Samples.id(NOON, 4),
            NOON,
            context,
            Samples.diagnosis("dns.timeout", odd, odd),
            null);
    Environment environment = new Environment(Map.of(odd, Map.of(odd, List.of(odd))));
    Inquiry inquiry = new Inquiry(LogText.of(odd), environment, context, List.of(odd));

    store.save(stored, inquiry, null);

    Inquiry kept = store.inquiry(WORKSPACE, stored.id()).orElseThrow();
    assertThat(store.find(WORKSPACE, stored.id())).contains(stored);
    assertThat(kept.log().posted()).isEqualTo(odd);
    assertThat(kept.environment()).isEqualTo(environment);
    assertThat(kept.outcomes()).containsExactly(odd);
  }

  @Test
  void aLogOfFourMegabytesReadsBackEqual() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; log.length() < 4_000_000; i++) {
      log.append("go: downloading example.com/m").append(i).append(" v1.").append(i).append(".0\n");
    }
    StoredDiagnosis stored = Samples.stored(NOON, 5);

    store.save(stored, Inquiry.of(log.toString()), null);

    assertThat(store.inquiry(WORKSPACE, stored.id()).orElseThrow().log().posted())
        .isEqualTo(log.toString());
  }

  @Test
  void timesAreKeptInMicrosecondsAndToldSo() {
    Instant nanos = Instant.parse("2026-03-29T01:30:00.123456789Z");
    RunContext context = new RunContext(null, null, null, nanos, null, null);
    StoredDiagnosis stored =
        new StoredDiagnosis(
            WORKSPACE,
            Samples.id(NOON, 6),
            nanos,
            context,
            Samples.stored(NOON, 6).diagnosis(),
            null);

    StoredDiagnosis kept = store.save(stored, Inquiry.of("log"), null);

    assertThat(kept.createdAt()).isEqualTo(Instant.parse("2026-03-29T01:30:00.123456Z"));
    assertThat(store.find(WORKSPACE, stored.id())).contains(kept);
  }

  @Test
  void capturesOfAnyLengthAreKept() {
    String endless = "example.com/" + "长".repeat(20_000);
    StoredDiagnosis stored =
        Samples.stored(NOON, 7, Samples.diagnosis("dns.timeout", endless, endless));

    store.save(stored, Inquiry.of("log"), null);

    assertThat(store.find(WORKSPACE, stored.id())).contains(stored);
  }

  @Test
  void anotherWorkspaceSeesNothing() throws SQLException {
    StoredDiagnosis stored = Samples.stored(NOON, 8);
    store.save(stored, Inquiry.of("log"), null);

    assertThat(store.find("other", stored.id())).isEmpty();
    assertThat(store.inquiry("other", stored.id())).isEmpty();
    assertThat(store.delete("other", stored.id())).isFalse();
    assertThat(store.find(WORKSPACE, stored.id())).isPresent();
  }

  @Test
  void aRowOfAnOlderVersionIsReadable() throws SQLException {
    StoredDiagnosis stored = Samples.stored(NOON, 9);
    store.save(stored, Inquiry.of("log"), null);
    execute(
        "update diagnosis set result = '{\"causes\": [{\"code\": \"a.b\", \"new\": 1,"
            + " \"remedies\": [{\"verify\": \"go version\", \"undo\": null}]}]}'"
            + " where id = '"
            + stored.id()
            + "'");

    StoredDiagnosis found = store.find(WORKSPACE, stored.id()).orElseThrow();

    assertThat(found.diagnosis().causes()).extracting("code").containsExactly("a.b");
    assertThat(found.diagnosis().causes().getFirst().remedies())
        .singleElement()
        .satisfies(remedy -> {
          assertThat(remedy.verify()).containsExactly(new Step(Shell.ANY, "go version"));
          assertThat(remedy.undo()).isEmpty();
        });
    assertThat(found.diagnosis().advisories()).isEmpty();
  }

  @Test
  void theCommitIsSynchronousEvenWhereTheServerIsNot() throws SQLException {
    Transactions transactions = new Transactions(dataSource, StoreUnavailable::new);

    String relaxed = transactions.run(JdbcDiagnosisStoreTest::show);
    String durable = transactions.runDurably(JdbcDiagnosisStoreTest::show);

    assertThat(List.of(relaxed, durable)).containsExactly("off", "on");
  }

  private static String show(Connection connection) throws SQLException {
    try (PreparedStatement show = connection.prepareStatement("show synchronous_commit");
        ResultSet rows = show.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
