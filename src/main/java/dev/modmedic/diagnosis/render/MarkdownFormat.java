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
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.stream.Collectors;

/** A report for chats, issues and pull requests (CommonMark, as GitHub and GitLab read it). */
public final class MarkdownFormat implements ReportFormat {
  @Override
  public String mediaType() {
    return "text/markdown";
  }

  @Override
  public String render(Report report, Language language) {
    return new Page(report, language).toString();
  }

  /** One report being written. */
  private static final class Page {
    private final StringBuilder out = new StringBuilder();
    private final Language language;

    Page(Report report, Language language) {
      this.language = language;
      Diagnosis diagnosis = report.diagnosis();
      if (diagnosis.causes().isEmpty()) {
        diagnosis
            .otherFailure()
            .ifPresentOrElse(this::beside, () -> withoutCause(diagnosis.verdict()));
      }
      for (Finding finding : diagnosis.causes()) {
        finding(finding, finding == diagnosis.causes().getFirst());
      }
      diagnosis.nextChecks().forEach(this::check);
      bullets(
          Words.NOTICED,
          diagnosis.warnings().stream()
              .map(a -> "**" + say(a.title()) + "** " + say(a.says()) + " " + code(a.code()))
              .toList());
      bullets(
          Words.NOT_CHECKED,
          diagnosis.notChecked().stream()
              .map(n -> say(n.what()) + (zh() ? "：" : ": ") + say(n.because()))
              .toList());
      String link = report.link();
      block(
          link == null
              ? code(report.id().toString()) + " (" + say(Words.NOT_STORED) + ")"
              : code(link));
    }

    private void beside(Advisory other) {
      block("## " + say(other.title()));
      block(other.evidence().stream().map(this::evidence).collect(Collectors.joining("\n")));
    }

    private void withoutCause(Verdict verdict) {
      boolean fine = verdict == Verdict.NO_PROBLEM_FOUND;
      block("## " + say(fine ? Words.NO_PROBLEM : Words.UNKNOWN));
      if (!fine) {
        block(say(Words.SEND_MORE));
      }
    }

    private void finding(Finding finding, boolean first) {
      block(
          "%s %s\n%s, %s (%.2f)"
              .formatted(
                  first ? "##" : "###",
                  say(Words.title(finding)),
                  code(finding.code()),
                  say(Words.confidence(finding)),
                  finding.confidence()));
      block(say(finding.summary()));
      block(finding.evidence().stream().map(this::evidence).collect(Collectors.joining("\n")));
      if (first) {
        for (int i = 0; i < finding.remedies().size(); i++) {
          remedy(i + 1, finding.remedies().get(i));
        }
        block(
            finding.guess()
                ? say(Words.SEND_MORE)
                : say(Words.owner(finding.owner())) + " " + say(Words.retry(finding.retry())));
        bullets(
            Words.REFERENCES, finding.references().stream().map(uri -> "<" + uri + ">").toList());
      }
    }

    private String evidence(Evidence evidence) {
      var span = evidence.span();
      String place =
          span == null
              ? say(evidence.source() == Source.PROBE ? Words.PROBE : Words.ENVIRONMENT)
              : say(
                  new Text(
                      Words.LINE.en().formatted(span.line()),
                      Words.LINE.zh().formatted(span.line())));
      return "- " + place + ": " + code(evidence.text()) + " " + say(evidence.says());
    }

    private void remedy(int number, Remedied remedy) {
      block(
          "**%d. %s** (%s)"
              .formatted(number, say(remedy.title()), say(Words.scope(remedy.scope()))));
      if (remedy.risk() == Risk.SECURITY) {
        block("> " + say(number > 1 ? Words.SECURITY : Words.SECURITY_ONLY));
      }
      for (Step step : remedy.steps()) {
        block(fenced(step.run(), language(step.shell())));
      }
      commands(Words.VERIFY, remedy.verify());
      commands(Words.UNDO, remedy.undo());
    }

    private void commands(Text label, List<Step> commands) {
      if (!commands.isEmpty()) {
        block(
            say(label)
                + (zh() ? "：" : ": ")
                + commands.stream().map(this::command).collect(Collectors.joining("; ")));
      }
    }

    /** A command that is not for everyone says for whom it is. */
    private String command(Step step) {
      String shell = Words.shell(step.shell());
      return shell.isEmpty() ? code(step.run()) : code(step.run()) + " (" + shell + ")";
    }

    private void check(NextCheck check) {
      block("### " + say(Words.NEXT_CHECK) + (zh() ? "：" : ": ") + say(check.question()));
      check.run().forEach(step -> block(fenced(step.run(), language(step.shell()))));
      block(
          check.outcomes().stream()
              .map(o -> "- " + say(o.answer()) + " → " + code(o.supports()))
              .collect(Collectors.joining("\n")));
    }

    private void bullets(Text title, List<String> items) {
      if (!items.isEmpty()) {
        block("### " + say(title));
        block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
      }
    }

    private void block(String text) {
      if (!text.isEmpty()) {
        out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
      }
    }

    private boolean zh() {
      return language == Language.ZH;
    }

    private String say(Text text) {
      return MarkdownText.escaped(text.in(language));
    }

    private static String code(String text) {
      return MarkdownText.code(text);
    }

    private static String fenced(String text, String info) {
      return MarkdownText.fenced(text, info);
    }

    private static String language(Shell shell) {
      return switch (shell) {
        case ANY, POSIX -> "sh";
        case POWERSHELL -> "powershell";
        case CMD -> "bat";
      };
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
