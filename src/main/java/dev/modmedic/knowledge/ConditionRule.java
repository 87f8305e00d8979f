package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.Objects;

/**
 * A fact that speaks for or against a cause.
 *
 * @param id unique within its cause
 * @param weight what it adds to the log-odds when it holds; negative speaks against
 * @param alone whether it may name the cause without any signal in the log
 * @param says what the fact means to a reader; its placeholders are filled in
 */
public record ConditionRule(
    String id, Condition condition, double weight, boolean alone, Text says) {
  public ConditionRule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(says, "says");
  }
}
