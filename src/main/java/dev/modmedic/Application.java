package dev.modmedic;

import dev.modmedic.wiring.AgentService;
import dev.modmedic.wiring.Program;
import dev.modmedic.wiring.Service;
import dev.modmedic.wiring.StartupProblems;

/** Starts the service or an agent, and stops it when the process is asked to end. */
public final class Application {
  /** Set where the parent only lends its terminal, as Maven does, and passes no signal on. */
  private static final String STOP_WITH_PARENT = "modmedic.stop-with-parent";

  private static final int WRONG_USE = 2;
  private static final String USAGE =
      """
      Usage: modmedic [--server | --agent | --help]

        --server  the service with its API; what runs without an argument
        --agent   probes for a region, as the server assigns; needs MODMEDIC_AGENT_SERVER and
                  MODMEDIC_AGENT_TOKEN or MODMEDIC_AGENT_TOKEN_FILE
        --help    this text

      Everything else is set by environment variables; README.md lists them.
      """;

  private Application() {}

  public static void main(String[] args) {
    if (Boolean.getBoolean(STOP_WITH_PARENT)) {
      ProcessHandle.current().parent().ifPresent(Application::stopWith);
    }
    switch (String.join(" ", args)) {
      case "", "--server" -> run(new Service());
      case "--agent" -> run(new AgentService());
      case "--help" -> System.out.print(USAGE);
      default -> {
        System.err.printf(
            "ModMedic does not know \"%s\". Start it with --server, which is also what runs without"
                + " an argument, with --agent, or with --help.%n",
            String.join(" ", args));
        System.exit(WRONG_USE);
      }
    }
  }

  private static void run(Program program) {
    // Registered first, so that a start that is broken off leaves nothing running either.
    Runtime.getRuntime().addShutdownHook(new Thread(program::close, "stop"));
    try {
      program.start();
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
