package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** Whether a value must stand inside quotes to be one word. */
  static boolean needsQuotes(String value) {
    return NEEDS_QUOTES.matcher(value).matches();
  }
}
