package dev.modmedic.go;

/** ASCII tests that go's own checks are made of; {@link Character} would let Unicode through. */
final class Letters {
  private Letters() {}

  static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(int c) {
    return isUpper(c) || isLower(c) || isDigit(c);
  }

  static boolean allDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(Letters::isDigit);
  }

  /** Quotes {@code text} as Go's {@code %q} does for printable text. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }

  /** Quotes one character as Go's {@code %q} does. */
  static String quoted(int c) {
    return c == '\'' || c == '\\' ? "'\\" + (char) c + "'" : "'" + Character.toString(c) + "'";
  }
}
