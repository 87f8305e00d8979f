package dev.modmedic.wiring;

import dev.modmedic.health.EventHub;
import dev.modmedic.health.TellChanges;
import dev.modmedic.health.listen.ChangeListener;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for changes and sends what is due, once the server answers. */
@Singleton
@Requires(beans = ChangeListener.class)
@Requires(property = "modmedic.alerts.enabled", notEquals = "false")
final class AlertRunner implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertRunner.class);

  /** Retries are due between changes, too. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final ChangeListener listener;
  private final TellChanges tell;
  private final EventHub hub;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock delivering = new ReentrantLock();
  private volatile boolean stopped;
  private @Nullable Thread thread;

  AlertRunner(ChangeListener listener, TellChanges tell, EventHub hub) {
    this.listener = listener;
    this.tell = tell;
    this.hub = hub;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    listener.start();
    thread = Thread.ofVirtual().name("webhooks").start(this::run);
  }

  /**
   * Interrupts waiting, but not what talks to the database, which would leave a broken connection
   * to the pool. A message under way is left to its lease.
   */
  @PreDestroy
  void stop() {
    stopped = true;
    delivering.lock();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      delivering.unlock();
    }
    senders.shutdown();
  }

  private void run() {
    long position = 0;
    try {
      while (!stopped) {
        deliver();
        hub.await(position, REST);
        position = hub.seen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  /** The watch over the database tells people of an outage; everything is tried again. */
  private void deliver() {
    delivering.lock();
    try {
      if (!stopped) {
        tell.deliver(senders);
      }
    } catch (RuntimeException e) {
      LOG.debug("What is due could not be sent", e);
    } finally {
      delivering.unlock();
    }
  }
}
