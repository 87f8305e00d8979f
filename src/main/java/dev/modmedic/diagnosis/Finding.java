package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One cause named for one failure.
 *
 * @param confidence share of such findings that are right, between 0 and 1
 * @param explains codes of other causes in this log that are only symptoms of this one
 * @param captures what was caught from the evidence: module, host, proxy
 * @param guess whether no rule knows the wording and a line only reminds of the cause; the
 *     confidence is then below one half and no remedy changes anything
 */
public record Finding(
    String code,
    double confidence,
    Text title,
    Text summary,
    Severity severity,
    Owner owner,
    List<Evidence> evidence,
    List<String> explains,
    List<Remedied> remedies,
    Retry retry,
    List<String> references,
    Map<String, String> captures,
    boolean guess) {
  public Finding {
    Objects.requireNonNull(code, "code");
    evidence = List.copyOf(evidence);
    explains = List.copyOf(explains);
    remedies = List.copyOf(remedies);
    references = List.copyOf(references);
    captures = Map.copyOf(captures);
  }

  /** The same with another confidence. */
  Finding sure(double other) {
    return new Finding(
        code,
        Math.round(other * 1000) / 1000.0,
        title,
        summary,
        severity,
        owner,
        evidence,
        explains,
        remedies,
        retry,
        references,
        captures,
        guess);
  }

  /**
   * A remedy with the values of this failure filled in.
   *
   * @param verify one command for each shell, or one for all; so is {@code undo}
   */
  public record Remedied(
      Text title,
      Remedy.Scope scope,
      Remedy.Risk risk,
      List<Remedy.Step> steps,
      List<Remedy.Step> verify,
      List<Remedy.Step> undo) {
    public Remedied {
      steps = List.copyOf(steps);
      verify = List.copyOf(verify);
      undo = List.copyOf(undo);
    }
  }
}
