package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.Feedback.Judgement;
import dev.modmedic.history.Feedback.Verdict;
import dev.modmedic.history.Feedback.Worked;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.request.Made;
import dev.modmedic.testing.PostgresExtension;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JdbcFeedbackStoreTest {
  private static final Judgement FULL =
      new Judgement(
          Verdict.CONFIRMED,
          "dns.timeout",
          new Worked("dns.timeout", 0, "Use another resolver"),
          "nul \0 high \uD800 end");
  private static final Judgement BARE = new Judgement(Verdict.REJECTED, null, null, null);

  private JdbcDiagnosisStore diagnoses;
  private JdbcFeedbackStore store;

  @BeforeEach
  void open(DataSource dataSource) {
    this.diagnoses = new JdbcDiagnosisStore(dataSource);
    this.store = new JdbcFeedbackStore(dataSource);
  }

  @Test
  void nothingIsKeptForADiagnosisThatIsNotThere() {
    StoredDiagnosis gone = Samples.stored(NOON, 301);

    assertThat(store.save(feedback(gone, 1, NOON, FULL), null)).isEmpty();
    assertThat(store.list(WORKSPACE, gone.id(), 10)).isEmpty();
  }

  @Test
  void feedbackReadsBackEqualNewestFirst() {
    StoredDiagnosis judged = Samples.stored(NOON, 302);
    diagnoses.save(judged, Inquiry.of("log"), null);
    Feedback older = feedback(judged, 2, NOON, FULL);
    Feedback newer = feedback(judged, 3, NOON.plusSeconds(1), BARE);

    assertThat(store.save(older, null)).contains(new Made<>(older, false));
    assertThat(store.save(newer, null)).contains(new Made<>(newer, false));

    assertThat(store.list(WORKSPACE, judged.id(), 10)).containsExactly(newer, older);
    assertThat(store.list(WORKSPACE, judged.id(), 1)).containsExactly(newer);
    assertThat(store.list("other", judged.id(), 10)).isEmpty();
  }

  @Test
  void secretsInACommentAreNotKept() {
    StoredDiagnosis judged = Samples.stored(NOON, 303);
    diagnoses.save(judged, Inquiry.of("log"), null);
    Judgement leak =
        new Judgement(Verdict.REJECTED, null, null, "https://bob:hunter2secret99@a.example");

    store.save(feedback(judged, 4, NOON, leak), null);

    assertThat(store.list(WORKSPACE, judged.id(), 10).toString()).doesNotContain("hunter2");
  }

  private static Feedback feedback(StoredDiagnosis to, int number, Instant at, Judgement said) {
    return new Feedback(WORKSPACE, to.id(), Samples.id(at, number), at, said);
  }
}
