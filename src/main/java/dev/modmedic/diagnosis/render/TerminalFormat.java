package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for somebody in front of a terminal: what broke, where, and what to paste. */
public final class TerminalFormat implements ReportFormat {
  @Override
  public String mediaType() {
    return "text/plain";
  }

  @Override
  public String render(Report report, Language language) {
    return new Page(report, language).toString();
  }

  /** One report being written. */
  private static final class Page {
    private static final int MOST_REMEDIES = 3;
    private static final int LONGEST_LINE = 160;

    private final List<String> lines = new ArrayList<>();
    private final Language language;
    private final Shells shells;

    Page(Report report, Language language) {
      this.language = language;
      this.shells = Shells.of(report.diagnosis());
      Diagnosis diagnosis = report.diagnosis();
      if (diagnosis.causes().isEmpty()) {
        withoutCause(diagnosis);
      } else {
        first(diagnosis.causes().getFirst());
        others(diagnosis.causes());
      }
      diagnosis.nextChecks().stream()
          .filter(check -> shells.fit(check.run()))
          .limit(1)
          .forEach(this::check);
      diagnosis
          .warnings()
          .forEach(advisory ->
              labelled(Words.NOTICED, say(advisory.title()) + " [" + advisory.code() + "]"));
      notChecked(diagnosis);
      footer(report);
    }

    private void withoutCause(Diagnosis diagnosis) {
      var other = diagnosis.otherFailure();
      if (other.isPresent()) {
        beside(other.get());
        return;
      }
      boolean fine = diagnosis.verdict() == Verdict.NO_PROBLEM_FOUND;
      prose(say(fine ? Words.NO_PROBLEM : Words.UNKNOWN), "");
      if (!fine) {
        prose(say(Words.SEND_MORE), "");
      }
    }

    private void beside(Advisory other) {
      prose(say(other.title()), "");
      lines.add("");
      for (Evidence evidence : other.evidence()) {
        var span = evidence.span();
        if (span != null) {
          place(span.line(), evidence.text());
        }
      }
      lines.add("");
      prose(say(other.says()), "");
    }

    private void first(Finding finding) {
      String tag = "[%s, %s]".formatted(finding.code(), say(Words.confidence(finding)));
      headline(say(Words.title(finding)), tag);
      lines.add("");
      decisive(finding).forEach(evidence -> evidence(finding, evidence));
      lines.add("");
      prose(say(finding.summary()), "");
      lines.add("");
      List<Remedied> remedies =
          finding.remedies().stream()
              .filter(remedy -> shells.fit(remedy.steps()))
              .limit(MOST_REMEDIES)
              .toList();
      for (int i = 0; i < remedies.size(); i++) {
        remedy(i + 1, remedies.get(i));
      }
      if (!remedies.isEmpty()) {
        lines.add("");
      }
      if (finding.guess()) {
        prose(say(Words.SEND_MORE), "");
        return;
      }
      String separator = language == Language.ZH ? "" : " ";
      prose(say(Words.owner(finding.owner())) + separator + say(Words.retry(finding.retry())), "");
    }

    /** The tag goes below when it would be broken. */
    private void headline(String title, String tag) {
      List<String> together = Columns.wrap(title + " " + tag, "");
      if (together.size() == 1) {
        lines.addAll(together);
      } else {
        prose(title, "");
        lines.add(tag);
      }
    }

    /**
     * The strongest two, unless the second only repeats the line of the first; and that it is not
     * the reader's fault, whatever else there is.
     */
    private static List<Evidence> decisive(Finding finding) {
      List<Evidence> probed =
          finding.evidence().stream().filter(e -> e.source() == Source.PROBE).limit(1).toList();
      List<Evidence> decisive = new ArrayList<>();
      for (Evidence evidence : finding.evidence()) {
        boolean isNew = decisive.stream().noneMatch(told -> sameLine(told, evidence));
        if (isNew && decisive.size() < 2 - probed.size() && !probed.contains(evidence)) {
          decisive.add(evidence);
        }
      }
      decisive.addAll(probed);
      return decisive;
    }

    private static boolean sameLine(Evidence one, Evidence other) {
      var first = one.span();
      var second = other.span();
      return first != null && second != null && first.line() == second.line();
    }

    private void evidence(Finding finding, Evidence evidence) {
      var span = evidence.span();
      if (span == null) {
        prose(say(evidence.says()), "  ");
        return;
      }
      place(span.line(), evidence.text());
      if (!evidence.says().equals(finding.title())) {
        prose(say(evidence.says()), "    ");
      }
    }

    private void place(int line, String text) {
      String place = say(Words.LINE).formatted(line);
      lines.add("  " + place + colon() + shortened(Harmless.line(text)));
    }

    private static String shortened(String text) {
      return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
    }

    private void remedy(int number, Remedied remedy) {
      List<String> title = Columns.wrap(say(remedy.title()), "   ");
      lines.add(number + ". " + title.getFirst().strip());
      lines.addAll(title.subList(1, title.size()));
      if (remedy.risk() == Risk.SECURITY) {
        prose(say(number > 1 ? Words.SECURITY : Words.SECURITY_ONLY), "   ");
      }
      for (Step step : shells.pick(remedy.steps())) {
        command(step.run());
      }
      List<Step> verify = number == 1 ? shells.only(remedy.verify()) : List.of();
      if (!verify.isEmpty()) {
        prose(say(Words.VERIFY) + colon(), "   ");
        verify.forEach(step -> command(step.run()));
      }
    }

    /** Never wrapped: it must survive being copied. */
    private void command(String run) {
      Harmless.lines(run).lines().forEach(line -> lines.add("     " + line));
    }

    private void others(List<Finding> findings) {
      List<String> symptoms = findings.getFirst().explains();
      String others =
          findings.stream()
              .skip(1)
              .filter(other -> !symptoms.contains(other.code()))
              .map(other -> "%s (%.2f)".formatted(other.code(), other.confidence()))
              .collect(Collectors.joining(", "));
      if (!others.isEmpty()) {
        labelled(Words.OTHERS, others);
      }
    }

    private void check(NextCheck check) {
      labelled(Words.NEXT_CHECK, say(check.question()));
      shells.pick(check.run()).forEach(step -> command(step.run()));
      check
          .outcomes()
          .forEach(
              outcome -> prose("- " + say(outcome.answer()) + " → " + outcome.supports(), "   "));
    }

    private void notChecked(Diagnosis diagnosis) {
      if (!diagnosis.notChecked().isEmpty()) {
        String separator = language == Language.ZH ? "、" : ", ";
        labelled(
            Words.NOT_CHECKED,
            diagnosis.notChecked().stream()
                .map(missing -> say(missing.what()))
                .collect(Collectors.joining(separator)));
      }
    }

    private void footer(Report report) {
      String link = report.link();
      lines.add("");
      lines.add(
          link == null ? report.id() + " (" + say(Words.NOT_STORED) + ")" : Harmless.line(link));
    }

    private void labelled(Text label, String text) {
      prose(say(label) + colon() + text, "");
    }

    private String colon() {
      return language == Language.ZH ? "：" : ": ";
    }

    private void prose(String text, String indent) {
      lines.addAll(Columns.wrap(Harmless.line(text), indent));
    }

    private String say(Text text) {
      return Harmless.line(text.in(language));
    }

    @Override
    public String toString() {
      return String.join("\n", lines) + "\n";
    }
  }
}
