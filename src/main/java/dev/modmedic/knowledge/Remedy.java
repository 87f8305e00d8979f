package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to mend a cause.
 *
 * @param when the facts under which it applies; null when it always does
 * @param steps in the order to run; empty when there is nothing to run
 * @param verify a command that shows whether it worked
 * @param undo a command that takes it back
 */
public record Remedy(
    Text title,
    Scope scope,
    Risk risk,
    @Nullable Condition when,
    List<Step> steps,
    @Nullable String verify,
    @Nullable String undo) {
  public Remedy {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(risk, "risk");
    steps = List.copyOf(steps);
  }

  /** How far a remedy reaches, narrowest first. */
  public enum Scope {
    MODULE,
    HOST,
    MACHINE
  }

  /** What a remedy can spoil, least first. */
  public enum Risk {
    NONE,
    CONFIG,
    SECURITY
  }

  /** The command language of a step. */
  public enum Shell {
    ANY,
    POSIX,
    POWERSHELL,
    CMD
  }

  /** One command with placeholders such as {@code {module}}. */
  public record Step(Shell shell, String run) {
    public Step {
      Objects.requireNonNull(shell, "shell");
      Objects.requireNonNull(run, "run");
    }
  }
}
