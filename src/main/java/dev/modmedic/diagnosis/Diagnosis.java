package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to an {@link Inquiry}; the same inquiry and knowledge always give the same diagnosis.
 *
 * @param causes best first; empty when no problem was found
 * @param fingerprint equal for failures of the same kind, whoever has them
 * @param knowledgeVersion the knowledge that gave the answer
 */
public record Diagnosis(
    Verdict verdict,
    List<Finding> causes,
    List<Advisory> advisories,
    List<NextCheck> nextChecks,
    List<NotChecked> notChecked,
    List<FactStatement> facts,
    String fingerprint,
    String knowledgeVersion) {
  public Diagnosis {
    Objects.requireNonNull(verdict, "verdict");
    causes = List.copyOf(causes);
    advisories = List.copyOf(advisories);
    nextChecks = List.copyOf(nextChecks);
    notChecked = List.copyOf(notChecked);
    facts = List.copyOf(facts);
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(knowledgeVersion, "knowledgeVersion");
  }

  /** What failed beside go, such as a test, where nothing else did. */
  public Optional<Advisory> otherFailure() {
    return advisories.stream().filter(a -> a.code().equals(OtherFailure.CODE)).findFirst();
  }

  /** The advisories that warn of the environment. */
  public List<Advisory> warnings() {
    return advisories.stream().filter(a -> !a.code().equals(OtherFailure.CODE)).toList();
  }

  /** What deserves to be told beside the causes: a warning, or a failure that is not of go. */
  public record Advisory(String code, Text title, Text says, List<Evidence> evidence) {
    public Advisory {
      evidence = List.copyOf(evidence);
    }
  }

  /** A check that would separate the closest causes. */
  public record NextCheck(String id, Text question, List<Step> run, List<Outcome> outcomes) {
    public NextCheck {
      run = List.copyOf(run);
      outcomes = List.copyOf(outcomes);
    }

    /** What one answer would mean. */
    public record Outcome(String id, Text answer, String supports) {}
  }

  /** Something that would have been looked at if an input had been there. */
  public record NotChecked(Text what, Text because) {}

  /** One thing taken for granted, by name. */
  public record FactStatement(String name, String value) {}
}
