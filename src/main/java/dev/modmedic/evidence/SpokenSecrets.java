package dev.modmedic.evidence;

/** Finds values that follow a word without a sign: netrc entries, flags, the user of curl. */
final class SpokenSecrets {
  private static final int CONTEXT = 256;
  private static final int MOST_SPACES = 16;
  private static final String PASSWORD = "password";
  private static final String USER = "user";

  private final String text;
  private final Masks masks;
  private final SecretValue values;

  SpokenSecrets(String text, Masks masks, SecretValue values) {
    this.text = text;
    this.masks = masks;
    this.values = values;
  }

  /** Looks at what follows the word; gives where to go on. */
  int after(int start, int end) {
    int length = end - start;
    boolean mayBeName = length == PASSWORD.length() || at(start - 1) == '-';
    if (mayBeName && length <= PASSWORD.length() && isBlank(at(end))) {
      if (isNetrcPassword(start, end) || isSecretFlag(start, end)) {
        return mask(skipBlanks(end));
      }
      if (isCurlUser(start, length)) {
        return maskAfterColon(skipBlanks(end), end);
      }
    }
    return end;
  }

  private boolean isSecretFlag(int start, int end) {
    return at(start - 1) == '-' && at(start - 2) == '-' && SecretNames.isSecret(text, start, end);
  }

  /** In a netrc a password follows a login, or stands alone on its line. */
  private boolean isNetrcPassword(int start, int end) {
    if (end - start != PASSWORD.length() || !text.regionMatches(start, PASSWORD, 0, end - start)) {
      return false;
    }
    int before = skipBlanksBack(start);
    if (before == 0 || at(before - 1) < ' ') {
      int after = skipBlanks(values.endOfWord(skipBlanks(end)));
      return after >= text.length() || at(after) < ' ';
    }
    int name = skipBlanksBack(wordStart(before));
    return isKey(name, "login") || isKey(name, "account") || isKey(name, "machine");
  }

  private boolean isKey(int end, String key) {
    return text.regionMatches(end - key.length(), key, 0, key.length());
  }

  private boolean isCurlUser(int start, int length) {
    boolean option =
        length == 1 && at(start) == 'u' && at(start - 1) == '-'
            || length == USER.length() && at(start - 1) == '-' && text.startsWith(USER, start);
    return option && isBehindCurl(start);
  }

  private boolean isBehindCurl(int from) {
    int limit = Math.max(0, from - CONTEXT);
    int start = from;
    while (start > limit && at(start - 1) >= ' ') {
      start--;
    }
    String before = text.substring(start, from);
    return before.contains("curl") || before.contains("wget");
  }

  private int maskAfterColon(int from, int otherwise) {
    int start = at(from) == '"' || at(from) == '\'' ? from + 1 : from;
    int end = Math.min(values.endOfWord(start), start + CONTEXT);
    for (int i = start; i < end; i++) {
      if (at(i) == ':') {
        return mask(i + 1);
      }
    }
    return otherwise;
  }

  private int mask(int from) {
    int to = values.endOfWord(from);
    if (SecretValue.isHarmless(text, from, to) || at(from) == '-') {
      return from;
    }
    masks.add(from, to);
    return to;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < from + MOST_SPACES && isBlank(at(i))) {
      i++;
    }
    return i;
  }

  private int skipBlanksBack(int from) {
    int i = from;
    while (i > 0 && i > from - MOST_SPACES && isBlank(at(i - 1))) {
      i--;
    }
    return i;
  }

  private int wordStart(int end) {
    int i = end;
    while (i > 0 && i > end - CONTEXT && at(i - 1) > ' ') {
      i--;
    }
    return i;
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
