package dev.modmedic.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replaces what JSON can say and UTF-8 or PostgreSQL cannot: lone surrogates and NULs. */
public final class Surrogates {
  private static final char REPLACEMENT = '\uFFFD';

  private Surrogates() {}

  /** A text of the same length without lone surrogates. */
  public static String mended(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      if (isLone(text, i)) {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, REPLACEMENT);
      }
    }
    return mended == null ? text : mended.toString();
  }

  public static String storable(String text) {
    return mended(text).replace('\0', REPLACEMENT);
  }

  /** The value with every text in it, keys included, made storable. */
  public static @Nullable Object storable(@Nullable Object value) {
    return switch (value) {
      case String text -> storable(text);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> copy.put(storable(String.valueOf(name)), storable(member)));
        yield copy;
      }
      case List<?> list -> list.stream().map(Surrogates::storable).toList();
      case null -> null;
      default -> value;
    };
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
