package dev.modmedic.problem;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.EnvironmentReader;
import dev.modmedic.evidence.EnvironmentReader.Result;
import dev.modmedic.evidence.Rfc3339;
import dev.modmedic.problem.Problem.Flaw;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and collects everything that is wrong before it complains.
 *
 * <p>After the last field {@link #check} must be called.
 */
public final class JsonFields {
  private static final int LONGEST_WORDS = 4_000;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");

  private final String at;
  private final Map<?, ?> fields;
  private final List<Flaw> flaws;

  private JsonFields(String at, Map<?, ?> fields, List<Flaw> flaws) {
    this.at = at;
    this.fields = fields;
    this.flaws = flaws;
  }

  /**
   * @param otherwise what the body must be, for the complaint that it is not
   * @throws ProblemException if the body is not an object
   */
  public static JsonFields of(@Nullable Object body, String otherwise) {
    if (!(body instanceof Map<?, ?> fields)) {
      throw ProblemException.at(ProblemType.INVALID_FIELD, "", otherwise);
    }
    return new JsonFields("", fields, new ArrayList<>());
  }

  /**
   * @throws ProblemException if the request does not hold a JSON object
   */
  public static JsonFields of(HttpRequest<byte[]> request, String otherwise) {
    String type = request.getContentType().map(MediaType::getName).orElse("none");
    if (!type.equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          type + " is not supported here. Send application/json.");
    }
    // JSON that is exchanged is UTF-8 (RFC 8259, section 8.1); a byte order mark may be ignored.
    String text =
        new String(request.getBody().orElseGet(() -> new byte[0]), StandardCharsets.UTF_8);
    return of(JsonBody.read(text.startsWith("\uFEFF") ? text.substring(1) : text), otherwise);
  }

  /** Complains of fields with other names, which are most likely mistyped. */
  public void only(Set<String> names) {
    for (Object name : fields.keySet()) {
      if (!names.contains(name)) {
        flaw(String.valueOf(name), "is no field of this; there are " + new TreeSet<>(names));
      }
    }
  }

  public @Nullable Object value(String name) {
    return fields.get(name);
  }

  /** The object under a name; without fields when there is none. */
  public JsonFields object(String name) {
    Object value = fields.get(name);
    if (value != null && !(value instanceof Map)) {
      flaw(name, "must be an object");
    }
    return new JsonFields(pointer(name), value instanceof Map<?, ?> map ? map : Map.of(), flaws);
  }

  public @Nullable String text(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    flaw(name, "must be text");
    return null;
  }

  /** A text of moderate length that can be stored and shown. */
  public @Nullable String words(String name) {
    String text = text(name);
    if (text != null && text.length() > LONGEST_WORDS) {
      flaw(name, "must have at most " + LONGEST_WORDS + " characters");
    }
    return text == null ? null : Surrogates.storable(text);
  }

  /** A text on one line that says something. */
  public @Nullable String line(String name, int most) {
    String text = text(name);
    if (text != null
        && (text.isBlank() || text.length() > most || UNPRINTABLE.matcher(text).find())) {
      flaw(name, "must be 1 to %d characters without control characters".formatted(most));
    }
    return text;
  }

  public @Nullable Integer integer(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    flaw(name, "must be a whole number of 32 bits");
    return null;
  }

  public @Nullable Instant instant(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return null;
    }
    @Nullable Instant instant =
        Rfc3339.parse(String.valueOf(value)).map(OffsetDateTime::toInstant).orElse(null);
    if (instant == null) {
      flaw(name, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
    } else if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      flaw(name, "must lie between 1970 and 9999");
    }
    return instant;
  }

  /** The snapshot under a name; {@link Environment#NONE} when there is none. */
  public Environment environment(String name) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object(name)
        .fields
        .forEach((key, member) ->
            values.put(Surrogates.storable(String.valueOf(key)), Surrogates.storable(member)));
    return switch (EnvironmentReader.read(values)) {
      case Result.Read(Environment environment) -> environment;
      case Result.Refused(List<EnvironmentReader.Problem> problems) -> {
        problems.forEach(p -> flaw(name, p.pointer(), p.message().en()));
        yield Environment.NONE;
      }
    };
  }

  /** A log under a name, which may be long; empty when there is none. */
  public String log(String name) {
    String log = text(name);
    return log == null ? "" : Surrogates.mended(log);
  }

  /** The objects in the list under a name; empty when there is none. */
  public List<JsonFields> objects(String name, int most) {
    Object value = fields.get(name);
    if (value != null && !(value instanceof List<?>)) {
      flaw(name, "must be a list");
    }
    List<?> items = value instanceof List<?> list ? list : List.of();
    if (items.size() > most) {
      flaw(name, "must have at most " + most + " items");
      return List.of();
    }
    List<JsonFields> objects = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Map<?, ?> members) {
        objects.add(new JsonFields(pointer(name) + "/" + i, members, flaws));
      } else {
        flaw(name, "/" + i, "must be an object");
      }
    }
    return objects;
  }

  public void flaw(String name, String detail) {
    flaw(name, "", detail);
  }

  private void flaw(String name, String below, String detail) {
    flaws.add(Flaw.at(pointer(name) + below, detail));
  }

  /** Whether anything was complained of so far. */
  public boolean isFlawed() {
    return !flaws.isEmpty();
  }

  /** Whether a field of this object, or anything in it, was complained of so far. */
  public boolean isFlawed(String name) {
    String pointer = pointer(name);
    return flaws.stream()
        .map(flaw -> String.valueOf(flaw.pointer()))
        .anyMatch(flawed -> flawed.equals(pointer) || flawed.startsWith(pointer + "/"));
  }

  private String pointer(String name) {
    return at + "/" + name;
  }

  /**
   * @throws ProblemException that names every flaw by its JSON pointer, if there is any
   */
  public void check() {
    if (!flaws.isEmpty()) {
      Flaw first = flaws.getFirst();
      throw new ProblemException(
          ProblemType.INVALID_FIELD, first.pointer() + " " + first.detail() + ".", flaws);
    }
  }
}
