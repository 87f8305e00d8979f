package dev.modmedic.history.jdbc;

/**
 * Makes any Java text storable as PostgreSQL text and JSON, and brings it back unchanged.
 *
 * <p>PostgreSQL refuses NUL, and UTF-8 has no half of a surrogate pair. Both become SUB (U+001A)
 * and four hex digits, as does SUB itself; all other text is stored as it is.
 */
final class StorableText {
  private static final char SUB = '\u001A';
  private static final int DIGITS = 4;

  private StorableText() {}

  static String encode(String text) {
    int first = firstToEscape(text);
    if (first < 0) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 64).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (mustEscape(text, i)) {
        encoded.append(SUB).append("%04x".formatted((int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  static String decode(String stored) {
    int next = stored.indexOf(SUB);
    if (next < 0) {
      return stored;
    }
    StringBuilder decoded = new StringBuilder(stored.length());
    int done = 0;
    for (; next >= 0; next = stored.indexOf(SUB, done)) {
      int end = next + 1 + DIGITS;
      decoded.append(stored, done, next);
      decoded.append((char) Integer.parseInt(stored, next + 1, end, 16));
      done = end;
    }
    return decoded.append(stored, done, stored.length()).toString();
  }

  private static int firstToEscape(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (mustEscape(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean mustEscape(String text, int i) {
    char c = text.charAt(i);
    if (c == 0 || c == SUB) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
