package dev.modmedic.go;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code .info} and {@code @latest}, as {@code go} reads it.
 *
 * @param version as it stands there, canonical or not; empty if there is none
 * @param time of the commit, or null
 */
public record VersionInfo(String version, @Nullable OffsetDateTime time) {
  public VersionInfo {
    Objects.requireNonNull(version, "version");
  }

  /**
   * Checks a JSON object; unknown members are left alone.
   *
   * @throws Refused if go could not decode it
   */
  public static VersionInfo of(Map<String, ?> object) throws Refused {
    String version = text(object, "Version");
    text(object, "Name");
    text(object, "Short");
    String time = text(object, "Time");
    try {
      return new VersionInfo(version, time.isEmpty() ? null : OffsetDateTime.parse(time));
    } catch (DateTimeParseException notATime) {
      throw new Refused("parsing time " + Letters.quoted(time));
    }
  }

  /** What go says of an answer that is no JSON object. */
  public static Refused refusalOf(String body) {
    String text = body.strip();
    return new Refused(
        text.isEmpty()
            ? "unexpected end of JSON input"
            : "invalid character %s looking for beginning of value"
                .formatted(Letters.quoted(text.codePointAt(0))));
  }

  /**
   * Checks the answer for one version.
   *
   * @throws Refused in go's words, if the answer is about another one
   */
  public void checkIs(Version asked) throws Refused {
    if (!version.equals(asked.text()) && asked.isCanonical()) {
      throw new Refused(
          "proxy returned info for version %s instead of requested version".formatted(version));
    }
  }

  /** Go decodes members whatever their case, and takes null for nothing said. */
  private static String text(Map<String, ?> object, String member) throws Refused {
    @Nullable Object value = object.get(member);
    if (value == null) {
      value =
          object.entrySet().stream()
              .filter(each -> each.getKey().equalsIgnoreCase(member))
              .<@Nullable Object>map(Map.Entry::getValue)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw new Refused("json: cannot unmarshal into Go struct field RevInfo." + member);
  }
}
