package dev.modmedic.health.jdbc;

import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges new results as they come, on one thread of each replica. */
@Singleton
@Requires(beans = DataSource.class)
@Requires(property = "modmedic.jobs.enabled", notEquals = "false")
final class EvaluationLoop implements ApplicationEventListener<ServerStartupEvent>, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationLoop.class);

  /** Polls to leave out while something is wrong; the backlog waits in the database. */
  private static final int TROUBLED = 5;

  private final Evaluation evaluation;
  private final Duration poll;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("health-evaluation").unstarted(this);

  EvaluationLoop(
      Evaluation evaluation, @Value("${modmedic.health.evaluation.poll:1s}") Duration poll) {
    this.evaluation = evaluation;
    this.poll = poll;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stop.countDown();
    if (thread.isAlive()) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  @Override
  public void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One batch; gives how long to wait for the next. */
  private Duration step() {
    try {
      return evaluation.batch() < Evaluation.BATCH ? poll : Duration.ZERO;
    } catch (StoreUnavailable e) {
      LOG.debug("Health waits for the database", e);
      return poll.multipliedBy(TROUBLED);
    } catch (RuntimeException e) {
      LOG.error("Results could not be judged; they stay in the backlog", e);
      return poll.multipliedBy(TROUBLED);
    }
  }
}
