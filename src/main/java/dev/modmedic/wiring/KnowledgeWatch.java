package dev.modmedic.wiring;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for changed knowledge files every few seconds; not at all without folders. */
@Context
final class KnowledgeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeWatch.class);

  /** Between two looks, unless an operator says otherwise. */
  static final Duration USUAL = Duration.ofSeconds(2);

  private final KnowledgeReload reload;
  private final Duration interval;
  private @Nullable Thread thread;

  KnowledgeWatch(
      KnowledgeReload reload, @Value("${modmedic.knowledge.watch-interval:2s}") Duration interval) {
    this.reload = reload;
    this.interval = interval;
  }

  @PostConstruct
  void start() {
    if (!reload.knowledge().state().folders().isEmpty()) {
      thread = Thread.ofVirtual().name("knowledge-watch").start(this::watch);
    }
  }

  @PreDestroy
  void stop() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void watch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  /** A failure nobody thought of must not end the watch. */
  private void look() {
    try {
      reload.look();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("Knowledge files could not be looked at", e);
    }
  }
}
