package dev.modmedic.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hides secrets in a snapshot, where the name of a setting can tell what its value is. */
final class EnvironmentRedaction {
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
      case Number number -> SecretNames.isSecret(name) ? Redaction.MASK : number;
      case null -> null;
      default -> value;
    };
  }

  private static String text(String name, String text) {
    if (SecretNames.isSecret(name) && !SecretValue.isHarmless(text, 0, text.length())) {
      return Redaction.MASK;
    }
    // Together with its name, because a proxy without a scheme is known only by it.
    String prefix = name.replaceAll("[\\r\\n]", "") + "=";
    String line = Redaction.redact(prefix + text);
    return line.startsWith(prefix) ? line.substring(prefix.length()) : Redaction.redact(text);
  }
}
