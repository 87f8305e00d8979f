package dev.modmedic.evidence;

/**
 * Finds the bodies of private keys in PEM blocks (RFC 7468), also of blocks cut off or in one line.
 */
final class PrivateKeys {
  private static final String NAME = "PRIVATE KEY";
  private static final String DASHES = "-----";
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final int LONGEST_NAME = 60;

  /** An RSA key of 16,384 bits takes about 12,700 characters. */
  private static final int LONGEST_BODY = 1 << 14;

  private static final int SHORTEST_KEY_LINE = 16;

  private final String text;
  private final Masks masks;
  private int nextEnd;
  private int lineEnd = -1;

  private PrivateKeys(String text, Masks masks) {
    this.text = text;
    this.masks = masks;
    this.nextEnd = text.indexOf(END);
  }

  static void mark(String text, Masks masks) {
    int name = text.indexOf(NAME);
    if (name < 0) {
      return;
    }
    PrivateKeys keys = new PrivateKeys(text, masks);
    while (name >= 0) {
      name = text.indexOf(NAME, keys.markAfter(name));
    }
  }

  /** Marks the body of the block whose header holds {@code name}; gives where to go on. */
  private int markAfter(int name) {
    int next = name + NAME.length();
    // Only near the name, or a text full of names would be searched whole for each of them.
    int before = Math.max(0, name - LONGEST_NAME);
    int begin = text.substring(before, name).lastIndexOf(BEGIN);
    int header = text.substring(next, Math.min(text.length(), next + LONGEST_NAME)).indexOf(DASHES);
    if (begin < 0 || header < 0 || isBroken(before + begin, next + header)) {
      return next;
    }
    int body = next + header + DASHES.length();
    while (nextEnd >= 0 && nextEnd < body) {
      nextEnd = text.indexOf(END, nextEnd + 1);
    }
    boolean closed = nextEnd >= 0 && nextEnd - body <= LONGEST_BODY;
    return markLines(body, closed ? nextEnd : Math.min(text.length(), body + LONGEST_BODY), closed);
  }

  /** Of a block without its end only what looks like a key is marked. */
  private int markLines(int from, int to, boolean closed) {
    int start = from;
    while (start < to) {
      int end = Math.min(to, endOfLine(start));
      boolean blank = isBlank(start, end);
      if (!closed && !blank && !endsLikeKey(start, end)) {
        return start;
      }
      if (!blank) {
        masks.add(start, end);
      }
      start = end + 1;
    }
    return to;
  }

  /** Remembered, or a line full of headers would be walked again for each of them. */
  private int endOfLine(int from) {
    if (from > lineEnd) {
      lineEnd = from;
      while (lineEnd < text.length()
          && text.charAt(lineEnd) != '\n'
          && text.charAt(lineEnd) != '\r') {
        lineEnd++;
      }
    }
    return lineEnd;
  }

  private boolean isBlank(int from, int to) {
    int i = from;
    while (i < to && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i == to;
  }

  private boolean isBroken(int from, int to) {
    return text.substring(from, to).chars().anyMatch(c -> c < ' ');
  }

  /** Whether a line ends in base 64; what a build tool wrote before it does not matter. */
  private boolean endsLikeKey(int from, int to) {
    int end = to;
    while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    int i = end;
    while (i > from && end - i < SHORTEST_KEY_LINE && isBase64(text.charAt(i - 1))) {
      i--;
    }
    return end - i >= SHORTEST_KEY_LINE;
  }

  private static boolean isBase64(char c) {
    return c == '+' || c == '/' || c == '=' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
