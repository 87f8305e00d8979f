package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.BurstRule;
import dev.modmedic.history.CauseInsights;
import dev.modmedic.history.CauseInsights.BucketCount;
import dev.modmedic.history.CauseInsights.Burst;
import dev.modmedic.history.CauseInsights.CauseCount;
import dev.modmedic.history.CauseInsights.FeedbackCount;
import dev.modmedic.history.CauseInsights.RemedyCount;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.Feedback.Judgement;
import dev.modmedic.history.Feedback.Worked;
import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.InsightQuery.Bucket;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.history.UnknownGroup;
import dev.modmedic.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InsightStoreTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final BurstRule RULE = new BurstRule(Duration.ofHours(1), DAY, 3, 2);
  private static final Worked REMEDY = new Worked("dns.timeout", 0, "Use another resolver");
  private static final Instant HOUR = NOON.truncatedTo(ChronoUnit.HOURS);

  private JdbcDiagnosisStore store;
  private JdbcInsightStore insights;
  private JdbcFeedbackStore feedback;
  private int made;

  @BeforeEach
  void open() {
    DataSource dataSource = TestDatabase.create().dataSource();
    this.store = new JdbcDiagnosisStore(dataSource);
    this.insights = new JdbcInsightStore(dataSource);
    this.feedback = new JdbcFeedbackStore(dataSource);
  }

  @Test
  void anEmptyHistoryCountsNothing() {
    CauseInsights none = causes(null);

    assertThat(none)
        .isEqualTo(
            new CauseInsights(
                0,
                Map.of(Verdict.DIAGNOSED, 0L, Verdict.UNCERTAIN, 0L, Verdict.NO_PROBLEM_FOUND, 0L),
                List.of(),
                List.of()));
    assertThat(insights.unknown(WORKSPACE, HOUR.minus(DAY), HOUR.plus(DAY), 9)).isEmpty();
  }

  @Test
  void fewClientsOrAUsualNumberOfThemAreNoBurst() {
    for (int hour = 0; hour <= 48; hour++) {
      fail("steady.example", HOUR.minus(Duration.ofHours(hour)), "a", "b", "c");
    }
    fail("few.example", HOUR, "a", "a", "a", "a", "b");

    assertThat(causes(null).bursts()).isEmpty();
  }

  @Test
  void whatAnotherWorkspaceOrTimeHoldsIsNotCounted() {
    fail("h.example", HOUR, "a");

    assertThat(insights.causes("other", query(null), RULE).diagnoses()).isZero();
    assertThat(
            insights
                .causes(
                    WORKSPACE, new InsightQuery(HOUR.minus(DAY), HOUR, null, Bucket.DAY, 9), RULE)
                .diagnoses())
        .isZero();
  }

  @Test
  void manyClientsAtOneHostAreABurst() {
    fail("h.example", HOUR.minus(Duration.ofHours(5)), "a", "b");
    fail("h.example", HOUR.plusSeconds(7), "a", "b", "c", "c");

    assertThat(causes(null).bursts())
        .containsExactly(new Burst("dns.timeout", "h.example", HOUR, 4, 3, 3, 1, 2 / 24.0));
  }

  @Test
  void aWindowThatBeganBeforeTheTimeAskedForIsSeenWhole() {
    fail("h.example", HOUR.plusSeconds(1), "a", "b");
    fail("h.example", HOUR.plusSeconds(1800), "c");

    List<Burst> bursts =
        insights
            .causes(
                WORKSPACE,
                new InsightQuery(HOUR.plusSeconds(900), HOUR.plus(DAY), null, Bucket.DAY, 9),
                RULE)
            .bursts();

    assertThat(bursts).singleElement().satisfies(b -> assertThat(b.sources()).isEqualTo(3));
  }

  @Test
  void firstCausesAreCountedByTimeInUtc() {
    Instant midnight = NOON.truncatedTo(ChronoUnit.DAYS);
    fail("h.example", midnight.minusSeconds(1), "a");
    fail("h.example", midnight, "a", "b");
    save(midnight, "a", Samples.diagnosis("tls.clock-skew", "m", "h.example"), null);

    CauseInsights counted = causes(null);

    assertThat(counted.diagnoses()).isEqualTo(4);
    assertThat(counted.verdicts()).containsEntry(Verdict.DIAGNOSED, 4L);
    assertThat(counted.causes())
        .containsExactly(
            new CauseCount(
                "dns.timeout",
                3,
                0.9375,
                List.of(new BucketCount(midnight.minus(DAY), 1), new BucketCount(midnight, 2)),
                FeedbackCount.NONE),
            new CauseCount(
                "tls.clock-skew",
                1,
                0.9375,
                List.of(new BucketCount(midnight, 1)),
                FeedbackCount.NONE));
    assertThat(causes("b").causes()).singleElement().satisfies(c -> assertThat(c.count()).isOne());
  }

  @Test
  void theNewestFeedbackOfEachDiagnosisCounts() {
    UUID cured = save(HOUR, "a", Samples.diagnosis("dns.timeout", "m", "h"), null);
    UUID doubted = save(HOUR, "b", Samples.diagnosis("dns.timeout", "m", "h"), null);
    UUID wrong = save(HOUR, "c", Samples.diagnosis("dns.timeout", "m", "h"), null);
    save(HOUR, "d", Samples.diagnosis("dns.timeout", "m", "h"), null);
    say(cured, 1, Feedback.Verdict.REJECTED, null);
    say(cured, 2, Feedback.Verdict.CONFIRMED, REMEDY);
    say(doubted, 3, Feedback.Verdict.CONFIRMED, null);
    say(wrong, 4, Feedback.Verdict.CONFIRMED, REMEDY);
    say(wrong, 5, Feedback.Verdict.REJECTED, null);

    assertThat(causes(null).causes())
        .singleElement()
        .satisfies(cause -> {
          assertThat(cause.count()).isEqualTo(4);
          assertThat(cause.feedback())
              .isEqualTo(new FeedbackCount(2, 1, List.of(new RemedyCount(REMEDY.title(), 3, 1))));
        });
    assertThat(causes("a").causes().getFirst().feedback())
        .isEqualTo(new FeedbackCount(1, 0, List.of(new RemedyCount(REMEDY.title(), 1, 1))));
  }

  @Test
  void feedbackOfARevisedOrErasedDiagnosisIsNotCounted() {
    UUID first = save(HOUR, "a", Samples.diagnosis("dns.timeout", "m", "h"), null);
    UUID erased = save(HOUR, "a", Samples.diagnosis("dns.timeout", "m", "h"), null);
    say(first, 1, Feedback.Verdict.CONFIRMED, REMEDY);
    say(erased, 2, Feedback.Verdict.CONFIRMED, REMEDY);
    save(HOUR, "a", Samples.diagnosis("dns.timeout", "m", "h"), first);
    store.delete(WORKSPACE, erased);

    assertThat(causes(null).causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.feedback()).isEqualTo(FeedbackCount.NONE));
  }

  @Test
  void aRevisedDiagnosisCountsOnce() {
    UUID first = save(HOUR, "a", unknown(), null);
    save(HOUR.plusSeconds(1), "a", Samples.diagnosis("dns.timeout", "m", "h"), first);

    assertThat(causes(null).diagnoses()).isOne();
    assertThat(insights.unknown(WORKSPACE, HOUR.minus(DAY), HOUR.plus(DAY), 9)).isEmpty();
  }

  @Test
  void unknownFailuresAreGroupedByShapeWithoutSecrets() {
    save(HOUR, "a", unknown(), null);
    UUID last = save(HOUR.plusSeconds(5), "b", unknown(), null);

    assertThat(insights.unknown(WORKSPACE, HOUR, HOUR.plus(DAY), 9))
        .singleElement()
        .satisfies(group -> {
          assertThat(group)
              .usingRecursiveComparison()
              .ignoringFields("shape")
              .isEqualTo(
                  new UnknownGroup("00000000000000aa", 2, HOUR, HOUR.plusSeconds(5), last, ""));
          assertThat(group.shape()).startsWith("frob: code <n> at").doesNotContain("hunter2");
        });
  }

  @Test
  void aGuessIsNoCauseThatWasMetAndItsWordingStaysUnknown() {
    save(HOUR, "a", uncertain(List.of(Samples.guess("os.disk-full"))), null);
    save(HOUR.plusSeconds(5), "b", unknown(), null);
    save(HOUR.plusSeconds(9), "c", Samples.diagnosis("dns.timeout", "m", "h.example"), null);

    assertThat(insights.unknown(WORKSPACE, HOUR, HOUR.plus(DAY), 9))
        .singleElement()
        .extracting(UnknownGroup::count)
        .isEqualTo(2L);
    assertThat(causes(null).causes()).extracting(CauseCount::code).containsExactly("dns.timeout");
  }

  private CauseInsights causes(@Nullable String project) {
    return insights.causes(WORKSPACE, query(project), RULE);
  }

  private static InsightQuery query(@Nullable String project) {
    return new InsightQuery(HOUR.minus(DAY), HOUR.plus(DAY), project, Bucket.DAY, 9);
  }

  private void fail(String host, Instant at, String... projects) {
    for (String project : projects) {
      save(at, project, Samples.diagnosis("dns.timeout", "example.com/a", host), null);
    }
  }

  private void say(UUID diagnosis, int second, Feedback.Verdict verdict, @Nullable Worked remedy) {
    Instant at = HOUR.plusSeconds(second);
    Judgement said = new Judgement(verdict, null, remedy, null);
    feedback.save(new Feedback(WORKSPACE, diagnosis, Samples.id(at, second), at, said), null);
  }

  private static Diagnosis unknown() {
    return uncertain(List.of());
  }

  private static Diagnosis uncertain(List<Finding> causes) {
    return new Diagnosis(
        Verdict.UNCERTAIN,
        causes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "00000000000000aa",
        "2026.11");
  }

  private UUID save(Instant at, String project, Diagnosis diagnosis, @Nullable UUID revises) {
    UUID id = Samples.id(at, made++);
    RunContext context = new RunContext(project, "ide/1.2", null, null, null, null);
    store.save(
        new StoredDiagnosis(WORKSPACE, id, at, context, diagnosis, revises),
        Inquiry.of("start\nfrob: code %d at https://me:hunter2@git.example/x\n\n".formatted(made)),
        null);
    return id;
  }
}
