package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisPagesTest {
  private DataSource dataSource;
  private JdbcDiagnosisStore store;

  @BeforeEach
  void open() {
    this.dataSource = TestDatabase.create().dataSource();
    this.store = new JdbcDiagnosisStore(dataSource);
  }

  @Test
  void anEmptyHistoryIsAnEmptyPage() {
    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, null, 10))
        .isEqualTo(new DiagnosisPage(List.of(), null));
  }

  @Test
  void pagesComeNewestFirstAndEndOnce() {
    List<StoredDiagnosis> saved = saveMany(5);

    DiagnosisPage first = store.list(WORKSPACE, DiagnosisFilter.ALL, null, 2);
    DiagnosisPage second = store.list(WORKSPACE, DiagnosisFilter.ALL, first.next(), 2);
    DiagnosisPage third = store.list(WORKSPACE, DiagnosisFilter.ALL, second.next(), 2);

    assertThat(first.items()).containsExactly(saved.get(4), saved.get(3));
    assertThat(second.items()).containsExactly(saved.get(2), saved.get(1));
    assertThat(third.items()).containsExactly(saved.get(0));
    assertThat(third.next()).isNull();
  }

  @Test
  void aPageThatIsJustFullIsTheLast() {
    saveMany(2);

    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, null, 2).next()).isNull();
  }

  @Test
  void diagnosesOfTheSameMomentAreEachListedOnce() {
    for (int i = 0; i < 7; i++) {
      store.save(Samples.stored(NOON, i), Inquiry.of("log"), null);
    }

    assertThat(allPages(3)).doesNotHaveDuplicates().hasSize(7);
  }

  @Test
  void whatIsSavedMeanwhileDoesNotMovePages() {
    List<StoredDiagnosis> saved = saveMany(4);
    DiagnosisPage first = store.list(WORKSPACE, DiagnosisFilter.ALL, null, 2);

    store.save(Samples.stored(NOON.plusSeconds(3600), 99), Inquiry.of("log"), null);

    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, first.next(), 2).items())
        .containsExactly(saved.get(1), saved.get(0));
  }

  @Test
  void aPageGoesOnBehindADiagnosisThatWasErasedMeanwhile() {
    List<StoredDiagnosis> saved = saveMany(4);
    DiagnosisPage first = store.list(WORKSPACE, DiagnosisFilter.ALL, null, 2);

    store.delete(WORKSPACE, saved.get(2).id());

    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, first.next(), 2).items())
        .containsExactly(saved.get(1), saved.get(0));
  }

  record Case(DiagnosisFilter filter, List<Integer> expected) {}

  static List<Case> filters() {
    Instant second = NOON.plusSeconds(1);
    return List.of(
        new Case(filter("tls.expired", null, null, null, null), List.of(1)),
        new Case(filter("proxy.bad-gateway", null, null, null, null), List.of(2, 1, 0)),
        new Case(filter("no.such", null, null, null, null), List.of()),
        new Case(filter(null, "shop", null, null, null), List.of(1, 0)),
        new Case(filter(null, "nul\0l", null, null, null), List.of(2)),
        new Case(filter(null, null, "example.com/b", null, null), List.of(1)),
        new Case(filter(null, null, null, "a.example", null), List.of(2, 0)),
        new Case(filter("dns.timeout", "shop", "example.com/a", "a.example", null), List.of(0)),
        new Case(
            new DiagnosisFilter(null, null, null, null, "0123456789abcdef", null, null),
            List.of(2, 1, 0)),
        new Case(new DiagnosisFilter(null, null, null, null, null, second, null), List.of(2, 1)),
        new Case(new DiagnosisFilter(null, null, null, null, null, null, second), List.of(0)),
        new Case(
            new DiagnosisFilter(null, null, null, null, null, second, second.plusSeconds(1)),
            List.of(1)));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aFilterKeepsWhatItNames(Case filtered) {
    List<StoredDiagnosis> saved =
        List.of(
            save(0, "shop", "dns.timeout", "example.com/a", "a.example"),
            save(1, "shop", "tls.expired", "example.com/b", "b.example"),
            save(2, "nul\0l", "dns.timeout", "example.com/c", "a.example"));

    DiagnosisPage page = store.list(WORKSPACE, filtered.filter(), null, 10);

    assertThat(page.items())
        .containsExactlyElementsOf(filtered.expected().stream().map(saved::get).toList());
  }

  @ParameterizedTest
  @MethodSource("filters")
  void noPageReadsAWholeTable(Case filtered) throws SQLException {
    saveMany(3);

    String plan =
        explain(
            new DiagnosisQuery(WORKSPACE, filtered.filter())
                .after(NOON.plusSeconds(2).atOffset(ZoneOffset.UTC), Samples.id(NOON, 2)));

    assertThat(plan).contains("Index").doesNotContain("Seq Scan");
  }

  /** With sequential scans made dear, one is planned only where no index can serve. */
  private String explain(DiagnosisQuery query) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement dear = connection.prepareStatement("set enable_seqscan = off")) {
      dear.execute();
      try (PreparedStatement explain = query.prepare(connection, "explain " + query.sql(), 51);
          ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }

  private static DiagnosisFilter filter(
      @Nullable String cause,
      @Nullable String project,
      @Nullable String module,
      @Nullable String host,
      @Nullable String fingerprint) {
    return new DiagnosisFilter(cause, project, module, host, fingerprint, null, null);
  }

  private StoredDiagnosis save(
      int number, String project, String code, String module, String host) {
    StoredDiagnosis full =
        Samples.stored(NOON.plusSeconds(number), number, Samples.diagnosis(code, module, host));
    StoredDiagnosis stored =
        new StoredDiagnosis(
            WORKSPACE,
            full.id(),
            full.createdAt(),
            new RunContext(project, null, null, null, null, null),
            full.diagnosis(),
            null);
    return store.save(stored, Inquiry.of("log"), null);
  }

  private List<StoredDiagnosis> saveMany(int count) {
    List<StoredDiagnosis> saved = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      saved.add(store.save(Samples.stored(NOON.plusSeconds(i), i), Inquiry.of("log"), null));
    }
    return saved;
  }

  private List<UUID> allPages(int limit) {
    List<UUID> ids = new ArrayList<>();
    UUID next = null;
    do {
      DiagnosisPage page = store.list(WORKSPACE, DiagnosisFilter.ALL, next, limit);
      page.items().forEach(item -> ids.add(item.id()));
      next = page.next();
    } while (next != null);
    return ids;
  }
}
