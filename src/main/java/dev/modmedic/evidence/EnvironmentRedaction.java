package dev.modmedic.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides secrets in a snapshot, where the name of a setting can tell what its value is. */
final class EnvironmentRedaction {
  /**
   * Names whose whole value is a secret. {@code GOAUTH}, {@code SSH_AUTH_SOCK} and {@code GOSUMDB}
   * with its public key are not among them.
   */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?:.*[^a-z0-9])?(?:"
              + "[a-z0-9]*(?:password|passwd|passphrase|secret|token|apikey|credentials?)"
              + "|pass|pwd|pat|auth|authorization|cookie|extraheader"
              + "|(?:api|access|private|signing|encryption|account|deploy|secret|ssh|client)"
              + "[-_.]?key)");

  /** A value that only names where the secret is, or is none. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)|true|false|yes|no|on|off|none|0|1|[~/\\\\$].*|[a-z]:\\\\.*");

  private EnvironmentRedaction() {}

  static Map<String, @Nullable Object> redact(Map<?, ?> values) {
    Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
    values.forEach((name, value) ->
        redacted.put(Redaction.redact(String.valueOf(name)), value(String.valueOf(name), value)));
    return redacted;
  }

  private static @Nullable Object value(String name, @Nullable Object value) {
    return switch (value) {
      case String text -> text(name, text);
      case Map<?, ?> map -> redact(map);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(value(name, item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  private static String text(String name, String text) {
    return SECRET_NAME.matcher(name).matches() && !HARMLESS.matcher(text).matches()
        ? Redaction.MASK
        : Redaction.redact(text);
  }
}
