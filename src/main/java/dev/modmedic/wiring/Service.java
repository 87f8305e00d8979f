package dev.modmedic.wiring;

import dev.modmedic.Application;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The whole running service: the database below, the HTTP server above. */
public final class Service implements Program {
  private static final int GRACE_SECONDS = 5;

  private final Opened opened = new Opened();

  @Override
  public synchronized void start() throws InterruptedException {
    BundledKnowledge knowledge = new BundledKnowledge(); // the long part, joined by its first user
    BuildInfo build = BuildInfo.load();
    ApplicationContext context =
        ApplicationContext.builder(Application.class)
            .banner(false)
            .deduceEnvironment(false)
            .bootstrapEnvironment(false)
            .singletons(knowledge)
            .build();
    Environment environment = context.getEnvironment().start();
    Settings settings = Settings.from(environment);
    ListenAddress.requireLoopback(settings.host());
    // Before a database is made or migrated for a start that cannot succeed.
    ListenAddress.requireFree(settings.host(), settings.port());
    Database database = Databases.open(settings, build);
    opened.add(database);
    Migrations.apply(database);
    environment.addPropertySource(PropertySource.of("database", database.poolProperties()));
    opened.add(context);
    context.start();
    EmbeddedServer server = listen(context, settings);
    opened.add(() -> drain(context));
    StartupReport.print(build, server, database, context.getBeansOfType(StartupFact.class));
  }

  private static EmbeddedServer listen(ApplicationContext context, Settings settings) {
    try {
      return context.getBean(EmbeddedServer.class).start();
    } catch (ServerStartupException e) {
      throw Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
          .filter(BindException.class::isInstance)
          .findFirst()
          .<RuntimeException>map(
              cause -> ListenAddress.unusable(settings.host(), settings.port(), cause))
          .orElse(e);
    }
  }

  /** Lets requests under way end, for a few seconds. */
  private static void drain(ApplicationContext context)
      throws ExecutionException, InterruptedException {
    try {
      context
          .getBean(GracefulShutdownManager.class)
          .shutdownGracefully()
          .toCompletableFuture()
          .get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // They had their time; the context is closed next.
    }
  }

  /** Stops in the reverse order; a start under way is broken off. */
  @Override
  public void close() {
    opened.interruptStart();
    closeOpened();
  }

  /** Waits for a start under way to be broken off. */
  private synchronized void closeOpened() {
    opened.closeAll();
  }
}
