package dev.modmedic.evidence;

/**
 * One pass over a text that stops only where a secret can be: at a word that may be a token, and at
 * the sign between a name and its value.
 */
final class SecretScan {
  private static final byte NOTHING = 0;
  private static final byte WORD = 1;
  private static final byte SIGN = 2;
  private static final byte[] KINDS = new byte[128];
  private static final int LONGEST_TOKEN_WITHOUT_PREFIX = 84;
  private static final int TOKEN_WITHOUT_PREFIX = 52;

  static {
    for (char c = 0; c < KINDS.length; c++) {
      KINDS[c] = Character.isLetterOrDigit(c) || c == '_' ? WORD : NOTHING;
    }
    KINDS[':'] = SIGN;
    KINDS['='] = SIGN;
  }

  private final String text;
  private final Masks masks;
  private final NamedSecrets named;
  private final SpokenSecrets spoken;

  SecretScan(String text, Masks masks) {
    this.text = text;
    this.masks = masks;
    SecretValue values = new SecretValue(text);
    this.named = new NamedSecrets(text, masks, values);
    this.spoken = new SpokenSecrets(text, masks, values);
  }

  void run() {
    int i = 0;
    while (i < text.length()) {
      i =
          switch (kind(text.charAt(i))) {
            case WORD -> word(i);
            case SIGN -> sign(i);
            default -> i + 1;
          };
    }
  }

  static boolean isSpaceOrQuote(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
  }

  private static byte kind(char c) {
    return c < 128 ? KINDS[c] : NOTHING;
  }

  /** Looks at the word that starts here, and at what follows an escape such as {@code \n}. */
  private int word(int start) {
    int end = start + 1;
    while (end < text.length() && kind(text.charAt(end)) == WORD) {
      end++;
    }
    int tokenEnd = endOfToken(start, end);
    if (tokenEnd > start) {
      masks.add(start, tokenEnd);
      return Math.max(end, tokenEnd);
    }
    // Behind a line end written as \n, as in keys and variables squeezed into one line.
    if (start > 0 && text.charAt(start - 1) == '\\' && end - start > 1) {
      int escapedEnd = endOfToken(start + 1, end);
      masks.add(start + 1, escapedEnd);
      return Math.max(end, escapedEnd);
    }
    return spoken.after(start, end);
  }

  private int endOfToken(int from, int wordEnd) {
    int end = TokenShapes.endOfToken(text, from);
    return end == from && isLong(wordEnd - from) ? TokenShapes.endOfLongWord(text, from) : end;
  }

  private static boolean isLong(int length) {
    return length == TOKEN_WITHOUT_PREFIX || length == LONGEST_TOKEN_WITHOUT_PREFIX;
  }

  private int sign(int at) {
    if (text.startsWith("://", at)) {
      return Math.max(at + 3, UserInfo.mark(text, at + 3, masks));
    }
    return named.after(at);
  }
}
