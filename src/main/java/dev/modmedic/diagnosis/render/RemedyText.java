package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Remedy.Risk;
import java.util.stream.Collectors;

/** The remedies of a cause as plain lines, for viewers that know no markup. */
final class RemedyText {
  private RemedyText() {}

  /** Never empty: a cause without remedies says who can mend it. */
  static String of(Finding finding, Shells shells, Language language) {
    String remedies =
        finding.remedies().stream()
            .filter(remedy -> shells.fit(remedy.steps()))
            .map(remedy -> one(remedy, shells, language))
            .collect(Collectors.joining("\n"));
    String owner = Words.owner(finding.owner()).in(language);
    return remedies.isEmpty() ? owner : remedies + "\n" + owner;
  }

  private static String one(Finding.Remedied remedy, Shells shells, Language language) {
    String warning =
        remedy.risk() == Risk.SECURITY ? "\n  " + Words.SECURITY_ONLY.in(language) : "";
    String steps =
        shells.pick(remedy.steps()).stream()
            .map(step -> "\n  " + step.run())
            .collect(Collectors.joining());
    return remedy.title().in(language) + warning + steps;
  }
}
