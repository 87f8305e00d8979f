package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.knowledge.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps what a log says from becoming a command: only harmless values go into one, and none whose
 * secret was masked, because the command would then set the mask.
 */
final class Shells {
  /**
   * Characters of module paths, versions, hosts, URLs, paths and settings that mean nothing to a
   * POSIX shell, PowerShell or cmd.exe inside double quotes or without any.
   */
  private static final Pattern HARMLESS =
      Pattern.compile("[\\p{L}\\p{N}@._/:+=,~*|?#\\[\\]{}\\\\ -]+");

  private static final Pattern NEEDS_QUOTES = Pattern.compile(".*[ |*?~#\\[\\]{}\\\\].*");

  private Shells() {}

  /** The values that can stand in a command as they are; the others are left out. */
  static Map<String, String> safe(Map<String, String> values) {
    Map<String, String> safe = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (HARMLESS.matcher(value).matches()
          && !value.startsWith("-")
          && !value.contains(Redaction.MASK)) {
        safe.put(name, value);
      }
    });
    return safe;
  }

  /**
   * A command with its placeholders filled in, or empty when a value is missing.
   *
   * <p>A value that a shell would split or expand is put in double quotes, which POSIX shells,
   * PowerShell and cmd.exe all understand, unless the command quotes it already.
   */
  static Optional<String> fill(String command, Map<String, String> safe) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : Template.names(command)) {
      String value = safe.get(name);
      if (value == null) {
        return Optional.empty();
      }
      words.put(name, needsQuotes(value, command, name) ? '"' + value + '"' : value);
    }
    return Template.fill(command, words);
  }

  private static boolean needsQuotes(String value, String command, String name) {
    String before = command.substring(0, command.indexOf("{" + name + "}"));
    boolean quoted =
        before.chars().filter(c -> c == '"').count() % 2 == 1
            || before.chars().filter(c -> c == '\'').count() % 2 == 1;
    return !quoted && NEEDS_QUOTES.matcher(value).matches();
  }
}
