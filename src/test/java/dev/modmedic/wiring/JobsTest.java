package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "JobsTest")
class JobsTest implements WithDatabase {
  private static final BlockingQueue<String> RUNS = new LinkedBlockingQueue<>();

  @Inject Scheduler scheduler;
  @Inject OneTimeTask<Note> remember;

  @Test
  void jobsThatAreBeansRunWithTheirDataAsJson() throws InterruptedException {
    scheduler.schedule(remember.instance("1", new Note("kept")), Instant.EPOCH);

    scheduler.start();

    assertThat(new String[] {RUNS.poll(30, TimeUnit.SECONDS), RUNS.poll(30, TimeUnit.SECONDS)})
        .containsExactlyInAnyOrder("ping", "kept");
  }

  /** What a job is told. */
  record Note(String text) {}

  @Factory
  @Requires(property = "spec.name", value = "JobsTest")
  static final class Jobs {
    @Singleton
    @Bean(typed = {RecurringTask.class, Task.class})
    RecurringTask<Void> ping() {
      return Tasks.recurring("ping", FixedDelay.ofHours(1))
          .execute((instance, context) -> RUNS.add("ping"));
    }

    @Singleton
    OneTimeTask<Note> remember() {
      return Tasks.oneTime("remember", Note.class)
          .execute((instance, context) -> RUNS.add(instance.getData().text()));
    }
  }
}
