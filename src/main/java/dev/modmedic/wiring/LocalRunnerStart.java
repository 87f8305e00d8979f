package dev.modmedic.wiring;

import dev.modmedic.region.LocalRunner;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** Starts probing from here once the server answers. */
@Singleton
@Requires(beans = LocalRunner.class)
@Requires(property = "modmedic.jobs.enabled", notEquals = "false")
final class LocalRunnerStart implements ApplicationEventListener<ServerStartupEvent> {
  private final LocalRunner runner;

  LocalRunnerStart(LocalRunner runner) {
    this.runner = runner;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    runner.start();
  }
}
