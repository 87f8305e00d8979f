package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Changes a setting where it has effect: a variable of the process wins over what {@code go env -w}
 * writes, so it must be changed in the shell.
 */
final class Exported {
  private static final Pattern GO_ENV = Pattern.compile("go env -(?<kind>[wu]) (?<rest>[^;&<>]+)");
  private static final Pattern ARGUMENT =
      Pattern.compile("\"(?<quoted>[^\"]+)\"|(?<bare>[^\\s\"]+)");

  private static final Text IN_THE_SHELL =
      new Text(
          "; the variable that the shell or CI job sets wins over go env -w, so change it there",
          "；该变量由 shell 或 CI 任务设置，优先于 go env -w，请在那里修改");

  private Exported() {}

  /** The remedy as it is, unless it would write a setting that a variable overrides. */
  static Remedied heeded(Remedied remedy, Facts facts) {
    if (!facts.given("env") || remedy.steps().stream().noneMatch(step -> isVain(step, facts))) {
      return remedy;
    }
    return new Remedied(
        new Text(remedy.title().en() + IN_THE_SHELL.en(), remedy.title().zh() + IN_THE_SHELL.zh()),
        remedy.scope(),
        remedy.risk(),
        remedy.steps().stream().flatMap(step -> heeded(step, facts)).toList(),
        remedy.verify(),
        List.of());
  }

  private static boolean isVain(Step step, Facts facts) {
    Matcher command = GO_ENV.matcher(step.run());
    return command.matches()
        && arguments(command.group("rest")).anyMatch(argument -> isSet(argument, facts));
  }

  private static Stream<Step> heeded(Step step, Facts facts) {
    Matcher command = GO_ENV.matcher(step.run());
    if (!command.matches()) {
      return Stream.of(step);
    }
    boolean writes = command.group("kind").equals("w");
    return arguments(command.group("rest"))
        .flatMap(argument -> {
          if (!isSet(argument, facts)) {
            String go = writes ? "go env -w \"%s\"" : "go env -u %s";
            return Stream.of(new Step(step.shell(), go.formatted(argument)));
          }
          return (writes ? written(argument) : removed(argument))
              .stream().filter(s -> step.shell() == Shell.ANY || step.shell() == s.shell());
        });
  }

  private static List<Step> written(String argument) {
    String name = name(argument);
    String value = argument.substring(name.length() + 1);
    return List.of(
        new Step(Shell.POSIX, "export %s=\"%s\"".formatted(name, value)),
        new Step(Shell.POWERSHELL, "$env:%s = \"%s\"".formatted(name, value)),
        new Step(Shell.CMD, "set \"%s=%s\"".formatted(name, value)));
  }

  private static List<Step> removed(String name) {
    return List.of(
        new Step(Shell.POSIX, "unset " + name),
        new Step(Shell.POWERSHELL, "Remove-Item Env:" + name),
        new Step(Shell.CMD, "set \"%s=\"".formatted(name)));
  }

  private static Stream<String> arguments(String rest) {
    return ARGUMENT
        .matcher(rest)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1));
  }

  private static String name(String argument) {
    int equals = argument.indexOf('=');
    return equals < 0 ? argument : argument.substring(0, equals);
  }

  private static boolean isSet(String argument, Facts facts) {
    return !facts.env(name(argument)).isEmpty();
  }
}
