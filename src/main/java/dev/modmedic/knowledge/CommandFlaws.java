package dev.modmedic.knowledge;

import dev.modmedic.knowledge.CommandScanner.Place;
import dev.modmedic.knowledge.Remedy.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with a command before any value is filled in. */
final class CommandFlaws {
  /** A parameter of PowerShell ends at a dot or colon; the rest would be an argument of its own. */
  private static final Pattern SPLIT_OPTION = Pattern.compile("-[^\"'\\s]*[.:{][^\"'\\s]*");

  /** What some shell obeys outside or inside of double quotes. */
  private static final Pattern NOT_EVERYWHERE =
      Pattern.compile("[`$'&;<>^!*?#~,]|\\\\\"|%[^%\\s]+%|(?:^|\\s)@|\\|\\|");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern QUIET_IN_QUOTES = Pattern.compile("[&;<>^*?#~,|]");

  private CommandFlaws() {}

  static List<String> of(Shell shell, String template, CommandScanner scanned) {
    List<String> flaws = new ArrayList<>();
    if (!scanned.isClosed()) {
      flaws.add("a quote is not closed: " + template);
    }
    scanned.slots().stream()
        .filter(slot -> slot.place() == Place.NESTED)
        .forEach(slot ->
            flaws.add(
                "{%s} stands where no value is safe (a substitution, or the text of another shell):"
                        .formatted(slot.name())
                    + " "
                    + template));
    if (shell == Shell.ANY || shell == Shell.POWERSHELL) {
      scanned.words().stream()
          .filter(word -> SPLIT_OPTION.matcher(word).matches())
          .forEach(word -> flaws.add("PowerShell would split this, so quote it: " + word));
    }
    if (shell == Shell.ANY && NOT_EVERYWHERE.matcher(withoutQuiet(template)).find()) {
      flaws.add(
          "not every shell takes this alike; give it as posix, powershell and cmd: " + template);
    }
    return flaws;
  }

  /** Without the characters that double quotes make harmless in every shell. */
  private static String withoutQuiet(String template) {
    return QUOTED
        .matcher(template)
        .replaceAll(quoted ->
            java.util.regex.Matcher.quoteReplacement(
                '"' + QUIET_IN_QUOTES.matcher(quoted.group(1)).replaceAll("") + '"'));
  }
}
