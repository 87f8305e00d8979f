package dev.modmedic.comparison;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.Text;
import java.util.Objects;

/**
 * One thing that is not the same on two machines and that changes what {@code go} does.
 *
 * @param setting what differs: a variable of go, a file, a fact such as {@code release}
 * @param effect what that changes, with the machines called A and B
 */
public record Difference(String setting, Weight weight, Value a, Value b, Text effect) {
  public Difference {
    Objects.requireNonNull(setting, "setting");
    effect = effect.map(Redaction::redact);
  }

  /** How much a difference is likely to explain. */
  public enum Weight {
    /** Other servers are asked, or none, or go refuses: enough to fail on one machine alone. */
    DECISIVE,
    /** Matters to some modules, hosts or builds. */
    LIKELY,
    /** Worth knowing when nothing else is found. */
    MINOR
  }

  /** Where a value comes from. */
  public enum Origin {
    /** A variable of the process. */
    PROCESS,
    /** The file that {@code go env -w} writes, or go's own. */
    FILE,
    /** Nobody set it. */
    DEFAULT,
    /** It is no setting of go. */
    MACHINE
  }

  /** A value on one machine, redacted; empty when there is none. */
  public record Value(String text, Origin origin) {
    public Value {
      text = Redaction.redact(text);
    }

    static Value of(String text) {
      return new Value(text, Origin.MACHINE);
    }
  }
}
