package dev.modmedic.region;

import dev.modmedic.evidence.Rfc3339;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a message, read strictly by field; fields that nobody asks for are passed
 * over, so that older and newer versions understand each other.
 *
 * @param at JSON pointer of the object
 */
record WireObject(String at, Map<?, ?> fields) {
  /** Microseconds in a thousand days; a longer time is a mistake. */
  private static final long MOST_MICROS = 86_400_000_000_000L;

  static WireObject of(@Nullable Object message) {
    return of("", message);
  }

  private static WireObject of(String at, @Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      return new WireObject(at, fields);
    }
    throw new UnreadableMessage(at, "must be an object");
  }

  UnreadableMessage flaw(String name, String says) {
    return new UnreadableMessage(at + "/" + name, says);
  }

  private <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw flaw(name, "is missing");
    }
    return value;
  }

  boolean has(String name) {
    return fields.get(name) != null;
  }

  @Nullable String textOrNull(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw flaw(name, "must be text");
  }

  String text(String name) {
    return required(name, textOrNull(name));
  }

  String text(String name, int most) {
    String text = text(name);
    if (text.length() > most) {
      throw flaw(name, "must have at most %d characters".formatted(most));
    }
    return text;
  }

  boolean flag(String name) {
    if (required(name, fields.get(name)) instanceof Boolean flag) {
      return flag;
    }
    throw flaw(name, "must be true or false");
  }

  @Nullable Long numberOrNull(String name, long least, long most) {
    Object value = fields.get(name);
    return value == null ? null : whole(name, value, least, most);
  }

  long number(String name, long least, long most) {
    return required(name, numberOrNull(name, least, most));
  }

  private long whole(String name, Object value, long least, long most) {
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.longValue();
    }
    throw flaw(name, "must be a whole number from %d to %d".formatted(least, most));
  }

  @Nullable Duration microsOrNull(String name) {
    Long micros = numberOrNull(name, 0, MOST_MICROS);
    return micros == null ? null : Duration.ofNanos(Math.multiplyExact(micros, 1_000L));
  }

  Duration micros(String name) {
    return required(name, microsOrNull(name));
  }

  @Nullable Duration durationOrNull(String name) {
    String text = textOrNull(name);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw flaw(name, "must be a duration such as PT30S (ISO 8601)");
    }
  }

  Duration duration(String name) {
    return required(name, durationOrNull(name));
  }

  /** A duration above zero in whole milliseconds. */
  Duration interval(String name) {
    Duration interval = duration(name);
    if (interval.compareTo(Duration.ofDays(1)) > 0
        || interval.toMillis() <= 0
        || interval.getNano() % 1_000_000 != 0) {
      throw flaw(name, "must be at most a day, above zero, in whole milliseconds");
    }
    return interval;
  }

  @Nullable Instant instantOrNull(String name) {
    String text = textOrNull(name);
    if (text == null) {
      return null;
    }
    return Rfc3339.parse(text)
        .filter(time -> time.getYear() >= 1970)
        .map(OffsetDateTime::toInstant)
        .orElseThrow(() -> flaw(name, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)"));
  }

  Instant instant(String name) {
    return required(name, instantOrNull(name));
  }

  UUID uuid(String name) {
    String text = text(name);
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for the short forms that Java takes
    }
    throw flaw(name, "must be a UUID");
  }

  @Nullable URI uriOrNull(String name) {
    String text = textOrNull(name);
    try {
      return text == null ? null : new URI(text);
    } catch (URISyntaxException e) {
      throw flaw(name, "must be a URI");
    }
  }

  URI uri(String name) {
    return required(name, uriOrNull(name));
  }

  /** A word of a closed set, written as {@code word} writes it. */
  <E extends Enum<E>> E word(String name, Class<E> type, Function<E, String> word) {
    String text = text(name);
    for (E value : type.getEnumConstants()) {
      if (word.apply(value).equals(text)) {
        return value;
      }
    }
    throw flaw(name, "is \"%s\", which is not known here".formatted(shortened(text)));
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  WireObject object(String name) {
    return of(at + "/" + name, required(name, fields.get(name)));
  }

  /** The items of a list; empty if there is none. */
  <T> List<T> list(String name, int most, ItemReader<T> reader) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items) || items.size() > most) {
      throw flaw(name, "must be a list of at most %d items".formatted(most));
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      // A list of one, so that an item is read and complained of like a field.
      String index = String.valueOf(i);
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put(index, items.get(i));
      read.add(reader.read(new WireObject(at + "/" + name, item), index));
    }
    return read;
  }

  /** Reads the item that stands under its index. */
  interface ItemReader<T> {
    T read(WireObject list, String index);
  }

  List<WireObject> objects(String name, int most) {
    return list(name, most, WireObject::object);
  }

  List<String> texts(String name, int most) {
    return list(name, most, WireObject::text);
  }

  Map<String, String> textsByName(String name, int most) {
    if (!has(name)) {
      return Map.of();
    }
    WireObject object = object(name);
    if (object.fields.size() > most) {
      throw flaw(name, "must have at most %d members".formatted(most));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .fields
        .keySet()
        .forEach(key -> {
          String member = String.valueOf(key);
          texts.put(member, object.text(member));
        });
    return texts;
  }
}
