package dev.modmedic.diagnosis.render;

/** Takes the power from characters that a terminal or a browser would obey instead of show. */
final class Harmless {
  private static final char CONTROL_PICTURES = '\u2400';
  private static final char DELETE_PICTURE = '\u2421';
  private static final char REPLACEMENT = '\uFFFD';

  private Harmless() {}

  /** One line: line ends and tabs become blanks, other controls become visible. */
  static String line(String text) {
    return shown(text, false).strip();
  }

  /** Several lines: only line feeds are kept as they are. */
  static String lines(String text) {
    return shown(text.replace("\r\n", "\n"), true);
  }

  private static String shown(String text, boolean keepsLines) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      shown.append(shown(text.charAt(i), keepsLines));
    }
    return shown.toString();
  }

  private static char shown(char c, boolean keepsLines) {
    if (c == '\n') {
      return keepsLines ? c : ' ';
    }
    if (c == '\t' || c == '\r') {
      return ' ';
    }
    if (c < ' ') {
      return (char) (CONTROL_PICTURES + c);
    }
    if (c == 0x7F) {
      return DELETE_PICTURE;
    }
    return isControl(c) || turnsText(c) ? REPLACEMENT : c;
  }

  private static boolean isControl(char c) {
    return c >= 0x80 && c < 0xA0;
  }

  /** Characters that reorder text or end a line (Unicode UAX 9, and the two separators). */
  private static boolean turnsText(char c) {
    return (c >= '\u200E' && c <= '\u200F')
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u061C';
  }
}
