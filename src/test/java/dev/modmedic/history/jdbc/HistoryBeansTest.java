package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class HistoryBeansTest implements WithDatabase {
  @Inject List<Task<?>> tasks;

  @Test
  void theServiceKeepsDiagnosesThroughItsPool(DiagnosisStore store) {
    StoredDiagnosis stored = Samples.stored(NOON, 1);

    store.save(stored, Inquiry.of("log"), null);

    assertThat(store.find(WORKSPACE, stored.id())).contains(stored);
  }

  @Test
  void theSchedulerKnowsTheRetentionJob() {
    assertThat(tasks).extracting(Task::getName).contains(RetentionJob.NAME);
  }
}
