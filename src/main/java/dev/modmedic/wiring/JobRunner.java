package dev.modmedic.wiring;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** Starts the jobs once the server answers; their table was migrated long before. */
@Singleton
@Requires(beans = Scheduler.class)
@Requires(property = "modmedic.jobs.enabled", notEquals = "false")
final class JobRunner implements ApplicationEventListener<ServerStartupEvent> {
  private final Scheduler scheduler;

  JobRunner(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    scheduler.start();
  }
}
