package dev.modmedic;

import dev.modmedic.wiring.Service;
import dev.modmedic.wiring.StartupProblems;

/** Starts the service, and stops it when the process is asked to end. */
public final class Application {
  /** Set where the parent only lends its terminal, as Maven does, and passes no signal on. */
  private static final String STOP_WITH_PARENT = "modmedic.stop-with-parent";

  private Application() {}

  public static void main(String[] args) {
    if (Boolean.getBoolean(STOP_WITH_PARENT)) {
      ProcessHandle.current().parent().ifPresent(Application::stopWith);
    }
    Service service = new Service();
    // Registered first, so that a start that is broken off leaves nothing running either.
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    try {
      service.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end while starting
    } catch (RuntimeException | Error failure) {
      System.err.println(StartupProblems.explain(failure));
      System.exit(1); // the hook closes what had been opened
    }
  }

  private static void stopWith(ProcessHandle parent) {
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(() -> {
          parent.onExit().join();
          System.exit(0);
        });
  }
}
