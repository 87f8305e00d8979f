package dev.modmedic.wiring;

import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.region.agent.AgentException;
import dev.modmedic.wiring.postgres.LocalPostgresException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the one paragraph that tells an operator why the service did not start. */
public final class StartupProblems {
  private static final int DEPTH = 20; // no honest chain of causes is longer

  private StartupProblems() {}

  /** The words of the innermost failure that was written for people, or the plain chain. */
  public static String explain(Throwable failure) {
    return known(failure, DEPTH).orElseGet(() -> unknown(failure));
  }

  private static Optional<String> known(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return Optional.empty();
    }
    return known(failure.getCause(), depth - 1).or(() -> words(failure));
  }

  /** One case for each exception whose message is meant for the operator. */
  private static Optional<String> words(Throwable failure) {
    return switch (failure) {
      case StartupException e -> Optional.ofNullable(e.getMessage());
      case LocalPostgresException e -> Optional.ofNullable(e.getMessage());
      case AgentException e -> Optional.ofNullable(e.getMessage());
      case KnowledgeException e ->
          Optional.of(
              "The knowledge files hold mistakes, so nothing was started; correct them and start"
                  + " again.\n"
                  + e.getMessage());
      default -> Optional.empty();
    };
  }

  private static String unknown(Throwable failure) {
    StringBuilder text =
        new StringBuilder("ModMedic did not start because of an error of its own: ");
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++, cause = cause.getCause()) {
      text.append(depth == 0 ? "" : ", caused by ").append(cause);
    }
    return text.append(". Please report it with this text.")
        .toString()
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
