package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.CommandLine;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads commands: one for any shell, or one for each of them. */
final class Commands {
  private static final String ANY = "any";

  private Commands() {}

  static List<Step> under(YamlNode node, String key) {
    return node.mapOrText(key, ANY).map(Commands::of).orElse(List.of());
  }

  static List<Step> required(YamlNode check, String key) {
    List<Step> commands = under(check, key);
    if (commands.isEmpty()) {
      check.mistake(key, "\"" + key + "\" is missing");
    }
    return commands;
  }

  /** What takes back {@code go env -w} depends on what was set before, which no file knows. */
  static List<Step> undo(YamlNode remedy) {
    List<Step> undo = under(remedy, "undo");
    if (undo.stream().anyMatch(step -> step.run().contains("go env -"))) {
      remedy.mistake(
          "undo", "what takes back \"go env -w\" or \"-u\" is worked out; leave it out here");
    }
    return undo;
  }

  static List<Step> of(YamlNode node) {
    node.only(ANY, "posix", "powershell", "cmd");
    List<Step> steps = new ArrayList<>();
    for (Shell shell : Shell.values()) {
      String name = shell.name().toLowerCase(Locale.ROOT);
      node.optionalText(name)
          .map(run -> new Step(shell, run.strip()))
          .ifPresent(step -> {
            CommandLine.of(step).flaws().forEach(flaw -> node.mistake(name, flaw));
            steps.add(step);
          });
    }
    return steps;
  }
}
