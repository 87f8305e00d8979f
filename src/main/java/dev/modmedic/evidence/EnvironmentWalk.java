package dev.modmedic.evidence;

import dev.modmedic.evidence.EnvironmentReader.Problem;
import dev.modmedic.evidence.EnvironmentReader.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One pass over one snapshot: copies it without nulls and notes what is wrong, with its place. */
final class EnvironmentWalk {
  static final int MOST_PROBLEMS = 20;

  private static final Map<String, Shape> CHECK =
      Map.of(
          "kind", new Shape.Words(),
          "target", new Shape.Words(),
          "outcome", new Shape.Words(),
          "ms", new Shape.Numeric());

  private final List<Problem> problems;

  EnvironmentWalk(List<Problem> problems) {
    this.problems = problems;
  }

  Map<String, Object> root(Map<?, ?> tree, Map<String, Shape> known) {
    return object(tree, known, new Shape.Unknown(), "", 0);
  }

  private Map<String, Object> object(
      Map<?, ?> map, Map<String, Shape> known, Shape others, String pointer, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (!fits(map.size(), pointer)) {
      return copy;
    }
    map.forEach((name, value) -> {
      String key = String.valueOf(name);
      String place = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
      put(copy, key, value(value, known.getOrDefault(key, others), place, depth + 1));
    });
    return copy;
  }

  private static void put(Map<String, Object> copy, String key, @Nullable Object value) {
    if (value != null) {
      copy.put(key, value);
    }
  }

  private List<Object> list(List<?> list, Shape item, String pointer, int depth) {
    List<Object> copy = new ArrayList<>();
    if (!fits(list.size(), pointer)) {
      return copy;
    }
    for (int i = 0; i < list.size(); i++) {
      Object value = value(list.get(i), item, pointer + "/" + i, depth + 1);
      if (value != null) {
        copy.add(value);
      }
    }
    return copy;
  }

  /** The value without nulls; null when there is nothing to keep. */
  private @Nullable Object value(@Nullable Object value, Shape shape, String pointer, int depth) {
    if (value == null || problems.size() >= MOST_PROBLEMS) {
      return null;
    }
    if (depth > EnvironmentReader.DEEPEST) {
      return refuse(pointer, "is nested too deeply", "嵌套过深");
    }
    return switch (shape) {
      case Shape.Words() ->
          value instanceof String text
              ? text(text, pointer)
              : refuse(pointer, "must be text", "必须是文本");
      case Shape.Time() ->
          value instanceof String text && isTime(text)
              ? text
              : refuse(
                  pointer,
                  "must be a time such as 2026-01-31T08:00:00Z (RFC 3339)",
                  "必须是 RFC 3339 时间，例如 2026-01-31T08:00:00Z");
      case Shape.Numeric() ->
          value instanceof Number ? value : refuse(pointer, "must be a number", "必须是数字");
      case Shape.Scalar() ->
          isScalar(value)
              ? any(value, pointer, depth)
              : refuse(pointer, "must be text, a number or a boolean", "必须是文本、数字或布尔值");
      case Shape.Setting() -> setting(value, pointer, depth);
      case Shape.Platform() ->
          value instanceof String || value instanceof Boolean || value instanceof Map
              ? any(value, pointer, depth)
              : refuse(pointer, "must be text, a boolean or an object", "必须是文本、布尔值或对象");
      case Shape.Check() ->
          value instanceof Map<?, ?> map
              ? object(map, CHECK, new Shape.Unknown(), pointer, depth)
              : refuse(pointer, "must be an object", "必须是对象");
      case Shape.Sequence(Shape item) ->
          value instanceof List<?> list
              ? list(list, item, pointer, depth)
              : refuse(pointer, "must be a list", "必须是列表");
      case Shape.Dictionary(Shape inner) ->
          value instanceof Map<?, ?> map
              ? object(map, Map.of(), inner, pointer, depth)
              : refuse(pointer, "must be an object", "必须是对象");
      case Shape.Unknown() -> any(value, pointer, depth);
    };
  }

  private @Nullable Object setting(Object value, String pointer, int depth) {
    if (value instanceof List<?> list) {
      return list(list, new Shape.Words(), pointer, depth);
    }
    return isScalar(value)
        ? any(value, pointer, depth)
        : refuse(pointer, "must be text or a list of text", "必须是文本或文本列表");
  }

  private @Nullable Object any(Object value, String pointer, int depth) {
    return switch (value) {
      case String text -> text(text, pointer);
      case Map<?, ?> map -> object(map, Map.of(), new Shape.Unknown(), pointer, depth);
      case List<?> list -> list(list, new Shape.Unknown(), pointer, depth);
      case Number number -> number;
      case Boolean flag -> flag;
      default -> refuse(pointer, "is not a JSON value", "不是 JSON 值");
    };
  }

  private @Nullable String text(String text, String pointer) {
    if (text.length() <= EnvironmentReader.LONGEST_TEXT) {
      return text;
    }
    refuse(pointer, "is longer than 1 MiB", "超过 1 MiB");
    return null;
  }

  private boolean fits(int entries, String pointer) {
    if (entries <= EnvironmentReader.MOST_ENTRIES) {
      return true;
    }
    refuse(
        pointer,
        "has more than " + EnvironmentReader.MOST_ENTRIES + " entries",
        "条目超过 " + EnvironmentReader.MOST_ENTRIES + " 个");
    return false;
  }

  private @Nullable Object refuse(String pointer, String en, String zh) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(pointer, new Text(en, zh)));
    }
    return null;
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static boolean isTime(String text) {
    return Rfc3339.parse(text).filter(time -> time.getYear() > 0).isPresent();
  }
}
