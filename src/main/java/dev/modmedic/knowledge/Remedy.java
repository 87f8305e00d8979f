package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to mend a cause.
 *
 * @param when the facts under which it applies; null when it always does
 * @param steps in the order to run; empty when there is nothing to run
 * @param verify shows whether it worked: one command for each shell, or one for all
 * @param undo takes it back: one command for each shell, or one for all
 */
public record Remedy(
    Text title,
    Scope scope,
    Risk risk,
    @Nullable Condition when,
    List<Step> steps,
    List<Step> verify,
    List<Step> undo) {
  public Remedy {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(risk, "risk");
    steps = List.copyOf(steps);
    verify = List.copyOf(verify);
    undo = List.copyOf(undo);
  }

  /** The command for a reader who knows no shells: for any, else POSIX, else what there is. */
  public static @Nullable String plain(List<Step> commands) {
    return commands.stream().min(Comparator.comparing(Step::shell)).map(Step::run).orElse(null);
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
