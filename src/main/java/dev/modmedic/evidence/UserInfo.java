package dev.modmedic.evidence;

/** Finds passwords and tokens in the user info of URLs (RFC 3986, section 3.2.1). */
final class UserInfo {
  private static final int LONGEST = 1_024;
  private static final int LONGEST_BROKEN = 256;
  private static final int TOKEN_LENGTH = 20;

  private UserInfo() {}

  /**
   * Marks the user info of a URL.
   *
   * @param from behind the {@code ://}
   * @return where to go on
   */
  static int mark(String text, int from, Masks masks) {
    int limit = Math.min(text.length(), from + LONGEST);
    int at = -1;
    int end = from;
    for (; end < limit && !endsAuthority(text.charAt(end)); end++) {
      if (text.charAt(end) == '@') {
        at = end;
      }
    }
    if (at < 0) {
      at = brokenAt(text, from, end);
    }
    if (at >= 0) {
      mark(text, from, at, masks);
      return at;
    }
    return from;
  }

  /** Marks {@code user:password} from {@code from} to before the {@code @}. */
  static void mark(String text, int from, int at, Masks masks) {
    int colon = text.indexOf(':', from);
    int userEnd = colon < 0 || colon > at ? at : colon;
    if (isToken(text, from, userEnd)) {
      masks.add(from, userEnd);
    }
    if (userEnd < at && !SecretValue.isHarmless(text, userEnd + 1, at)) {
      masks.add(userEnd + 1, at);
    }
  }

  /** A user name is kept: it helps to see which account was used. A token in its place is not. */
  private static boolean isToken(String text, int from, int to) {
    return !text.startsWith(Redaction.MASK, from)
        && (to - from >= TOKEN_LENGTH
                && SecretValue.isUnlikeProse(text, from, to)
                && text.substring(from, to).chars().anyMatch(Character::isDigit)
            || to - from > 4 && TokenShapes.endOfToken(text, from) == to);
  }

  /**
   * A password with a slash in it ends the authority early; what stands behind the colon is then no
   * port, and an @ follows that is not the one of {@code /@v/} or {@code /@latest}.
   */
  private static int brokenAt(String text, int from, int end) {
    int colon = text.indexOf(':', from);
    if (colon < 0 || colon >= end || text.charAt(from) == '[' || isPort(text, colon + 1, end)) {
      return -1;
    }
    int limit = Math.min(text.length(), end + LONGEST_BROKEN);
    for (int i = end; i < limit && !SecretScan.isSpaceOrQuote(text.charAt(i)); i++) {
      if (text.startsWith("://", i)) {
        return -1;
      }
      if (text.charAt(i) == '@') {
        return text.startsWith("@v/", i) || text.startsWith("@latest", i) ? -1 : i;
      }
    }
    return -1;
  }

  private static boolean isPort(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c == '|' || SecretScan.isSpaceOrQuote(c);
  }
}
