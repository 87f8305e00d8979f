package dev.modmedic.knowledge.yaml;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Advice;
import dev.modmedic.knowledge.Captures;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.ConditionRule;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Signal;
import dev.modmedic.knowledge.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks what only the whole set of files can show: duplicates, dangling names, unmade captures.
 */
final class CrossCheck {
  private final Map<String, String> files;
  private final Set<String> codes;
  private final Map<String, Mark> marks = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private CrossCheck(Map<String, String> files, Set<String> codes) {
    this.files = files;
    this.codes = codes;
  }

  static List<Mistake> of(
      Map<String, String> files, Map<String, Cause> causes, List<Mark> marks, Set<String> codes) {
    CrossCheck check = new CrossCheck(files, codes);
    marks.forEach(check::mark);
    Set<String> written = new HashSet<>();
    causes.forEach((file, cause) -> {
      if (!written.add(cause.code())) {
        check.mistake(file, "code: " + cause.code(), "another file has the code " + cause.code());
      } else if (!codes.contains(cause.code())) {
        check.mistake(file, "code: " + cause.code(), "no codes.yaml lists " + cause.code());
      }
    });
    Set<String> checks = new HashSet<>();
    causes.forEach((file, cause) -> check.cause(file, cause, checks));
    Circles.in(causes).forEach((file, circle) -> check.mistake(file, "explains", circle));
    return check.mistakes;
  }

  private void mark(Mark mark) {
    if (marks.put(mark.id(), mark) != null) {
      mistakes.add(new Mistake("marks.yaml", 0, "two marks are called " + mark.id()));
    }
  }

  private void cause(String file, Cause cause, Set<String> checks) {
    String expected = cause.code().replace('.', '/') + ".yaml";
    if (!file.endsWith(expected)) {
      mistake(file, "code: ", "the file of " + cause.code() + " must be " + expected);
    }
    boolean isHealth = cause.layer().equals("ok");
    if (!isHealth
        && cause.signals().isEmpty()
        && cause.conditions().stream().noneMatch(ConditionRule::alone)) {
      mistake(file, "code: ", "nothing can ever name this cause: no signal and no lone condition");
    }
    cause.explains().stream()
        .filter(code -> !codes.contains(code) || code.equals(cause.code()))
        .forEach(code -> mistake(file, code, "\"explains\" names no other cause: " + code));
    unique(file, "signal", cause.signals().stream().map(Signal::id));
    unique(file, "condition", cause.conditions().stream().map(ConditionRule::id));
    unique(file, "advisory", cause.advisories().stream().map(Advice::id));
    cause.signals().forEach(signal -> marksOf(file, signal));
    cause.checks().forEach(one -> check(file, one, checks));
    placeholders(file, cause);
  }

  private void unique(String file, String what, Stream<String> ids) {
    Set<String> seen = new HashSet<>();
    ids.filter(id -> !seen.add(id))
        .forEach(id -> mistake(file, "id: " + id, "two of these are called " + id + ": " + what));
  }

  private void marksOf(String file, Signal signal) {
    Stream.concat(signal.within().stream(), signal.outside().stream())
        .filter(id -> !marks.containsKey(id))
        .forEach(id -> mistake(file, id, "no mark is called " + id));
  }

  private void check(String file, Check check, Set<String> checks) {
    if (!checks.add(check.id())) {
      mistake(file, "id: " + check.id(), "another check is called " + check.id());
    }
    check.outcomes().stream()
        .map(Check.Outcome::supports)
        .filter(code -> !codes.contains(code))
        .forEach(code -> mistake(file, code, "an outcome supports no known cause: " + code));
  }

  private void placeholders(String file, Cause cause) {
    Set<String> made = new HashSet<>(Captures.derived());
    cause.signals().forEach(signal -> made.addAll(signal.pattern().captures()));
    cause.signals().stream()
        .flatMap(signal -> signal.within().stream())
        .flatMap(id -> Stream.ofNullable(marks.get(id)))
        .forEach(mark -> made.addAll(mark.pattern().captures()));
    texts(cause)
        .flatMap(text -> Template.names(text).stream())
        .distinct()
        .filter(name -> !made.contains(name))
        .forEach(name ->
            mistake(file, "{" + name + "}", "{" + name + "} is used, but no signal catches it"));
  }

  private static Stream<String> texts(Cause cause) {
    Stream<Text> prose =
        Stream.of(
                Stream.of(cause.explanation()),
                cause.conditions().stream().map(ConditionRule::says),
                cause.signals().stream().flatMap(signal -> Stream.ofNullable(signal.says())),
                cause.remedies().stream().map(Remedy::title),
                cause.checks().stream().map(Check::question))
            .flatMap(texts -> texts);
    Stream<String> commands =
        cause.remedies().stream()
            .flatMap(remedy ->
                Stream.of(remedy.steps(), remedy.verify(), remedy.undo())
                    .flatMap(List::stream)
                    .map(Remedy.Step::run));
    Stream<String> checks =
        cause.checks().stream().flatMap(check -> check.run().stream()).map(Remedy.Step::run);
    return Stream.of(prose.flatMap(text -> Stream.of(text.en(), text.zh())), commands, checks)
        .flatMap(texts -> texts);
  }

  private void mistake(String file, String near, String message) {
    String content = files.getOrDefault(file, "");
    int at = content.indexOf(near);
    int line =
        at < 0
            ? 1
            : (int) content.substring(0, at).lines().count()
                + (at > 0 && content.charAt(at - 1) == '\n' ? 1 : 0);
    mistakes.add(new Mistake(file, Math.max(1, line), message));
  }
}
