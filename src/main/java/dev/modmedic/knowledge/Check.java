package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.Objects;

/**
 * Something a client can run to tell causes apart.
 *
 * @param id unique in the whole knowledge
 * @param run a read-only command with placeholders: one for each shell, or one for all
 */
public record Check(String id, Text question, List<Step> run, List<Outcome> outcomes) {
  public Check {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(question, "question");
    run = List.copyOf(run);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What one answer means.
   *
   * @param supports the cause it speaks for
   * @param weight what it adds to the log-odds of that cause
   */
  public record Outcome(String id, Text answer, String supports, double weight) {
    public Outcome {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(answer, "answer");
      Objects.requireNonNull(supports, "supports");
    }
  }
}
