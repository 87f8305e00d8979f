package dev.modmedic.wiring;

/** What one process is: the service, or an agent. */
public interface Program extends AutoCloseable {
  /**
   * Starts in order, or leaves nothing running and fails.
   *
   * @throws RuntimeException that {@link StartupProblems} explains
   */
  void start() throws InterruptedException;

  /** Stops in the reverse order, in a few seconds; a start under way is broken off. */
  @Override
  void close();
}
