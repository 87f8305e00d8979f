package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Remedy.Risk;
import java.util.stream.Collectors;

/** The remedies of a cause as plain lines, for viewers that know no markup. */
final class RemedyText {
  private RemedyText() {}

  /** Never empty: a cause without remedies says who can mend it. */
  static String of(Finding finding, Language language) {
    String remedies =
        finding.remedies().stream()
            .map(remedy -> one(remedy, language))
            .collect(Collectors.joining("\n"));
    String owner = Words.owner(finding.owner()).in(language);
    return remedies.isEmpty() ? owner : remedies + "\n" + owner;
  }

  /** The first remedy, or who can mend it. */
  static String first(Finding finding, Language language) {
    return finding.remedies().stream()
        .findFirst()
        .map(remedy -> one(remedy, language))
        .orElseGet(() -> Words.owner(finding.owner()).in(language));
  }

  private static String one(Finding.Remedied remedy, Language language) {
    String warning =
        remedy.risk() == Risk.SECURITY ? "\n  " + Words.SECURITY_ONLY.in(language) : "";
    String steps =
        remedy.steps().stream().map(step -> "\n  " + step.run()).collect(Collectors.joining());
    return remedy.title().in(language) + warning + steps;
  }
}
