package dev.modmedic.knowledge;

import dev.modmedic.knowledge.CommandScanner.Place;
import dev.modmedic.knowledge.CommandScanner.Slot;
import dev.modmedic.knowledge.Remedy.Shell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command of one shell, which knows in what quotes each of its placeholders stands, so that a
 * value filled in there stays part of one word.
 */
public final class CommandLine {
  /** What is one plain word in every shell without any quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{Nd}._/:+=@-]*");

  private final Shell shell;
  private final String template;
  private final CommandScanner scanned;

  private CommandLine(Shell shell, String template) {
    this.shell = shell;
    this.template = template;
    this.scanned = new CommandScanner(shell, template);
  }

  public static CommandLine of(Remedy.Step step) {
    return new CommandLine(step.shell(), step.run());
  }

  /** Why no value, or not every value, would be safe in it; empty when all is well. */
  public List<String> flaws() {
    return CommandFlaws.of(shell, template, scanned);
  }

  /**
   * The command with its placeholders filled in, or empty when a value is missing or cannot stand
   * where it should.
   *
   * @param values as {@link CommandValue#safe} leaves them
   */
  public Optional<String> fill(Map<String, String> values) {
    Map<Integer, String> filled = new HashMap<>();
    Set<Integer> quoted = new HashSet<>();
    for (Slot slot : scanned.slots()) {
      String value = values.get(slot.name());
      if (value == null || !fits(value, slot)) {
        return Optional.empty();
      }
      if (needsQuotes(value, slot)) {
        quoted.add(slot.word());
      }
      filled.put(slot.start(), escaped(value, slot.place()));
    }
    return Optional.of(written(filled, quoted));
  }

  /** Whether the value can be made to stand for itself there. */
  private boolean fits(String value, Slot slot) {
    boolean percent = shell == Shell.CMD || shell == Shell.ANY;
    boolean posix = shell == Shell.POSIX;
    return slot.place() != Place.NESTED
        && !(percent && value.contains("%"))
        && !(!posix && value.endsWith("\\"))
        && !(shell == Shell.ANY && value.contains("\\\\"))
        && (!needsQuotes(value, slot) || scanned.isPlainWord(slot.word()));
  }

  private static boolean needsQuotes(String value, Slot slot) {
    boolean atSign = value.startsWith("@") && slot.start() == slot.word();
    return slot.place() == Place.BARE && (atSign || !PLAIN.matcher(value).matches());
  }

  /** Between double quotes a POSIX shell takes a backslash for an escape. */
  private String escaped(String value, Place place) {
    return shell == Shell.POSIX && place != Place.SINGLE ? value.replace("\\", "\\\\") : value;
  }

  private String written(Map<Integer, String> filled, Set<Integer> quoted) {
    StringBuilder line = new StringBuilder();
    int open = -1;
    int at = 0;
    while (at <= template.length()) {
      if (open >= 0 && at == scanned.endOfWord(open)) {
        line.append('"');
        open = -1;
      }
      if (quoted.contains(at)) {
        line.append('"');
        open = at;
      }
      if (at == template.length()) {
        break;
      }
      String value = filled.get(at);
      if (value == null) {
        line.append(template.charAt(at++));
      } else {
        line.append(value);
        at = template.indexOf('}', at) + 1;
      }
    }
    return line.toString();
  }
}
