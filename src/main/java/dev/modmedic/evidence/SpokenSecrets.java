package dev.modmedic.evidence;

/** Finds values that follow a word without a sign: netrc entries, flags, the user of curl. */
final class SpokenSecrets {
  private static final int CONTEXT = 256;
  private static final int MOST_SPACES = 16;
  private static final String PASSWORD = "password";
  private static final String USER = "user";
  private static final int LONGEST_FLAG = 80;
  private static final int LONGEST_PROSE = 9;

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
    char before = at(start - 1);
    if (before == '<' && at(end) == '>') {
      return element(start, end);
    }
    if (before == '-') {
      return option(start, end);
    }
    if (!isBlank(at(end))) {
      return end;
    }
    if (isNetrcPassword(start, end)) {
      return mask(skipBlanks(end));
    }
    return credentials(start, end);
  }

  /** XML, as Maven's settings: the content of an element with a secret's name. */
  private int element(int start, int end) {
    if (!SecretNames.isSecret(text, start, end)) {
      return end;
    }
    int from = end + 1;
    int to = from;
    while (to < text.length() && at(to) >= ' ' && at(to) != '<') {
      to++;
    }
    boolean closed =
        text.startsWith("</", to) && text.startsWith(text.substring(start, end) + ">", to + 2);
    if (!closed || SecretValue.isHarmless(text, from, to)) {
      return end;
    }
    masks.add(from, to);
    return to;
  }

  private int option(int start, int end) {
    if (isBlank(at(end))) {
      if (isSecretFlag(start, end)) {
        return isProseBehind(end) ? end : mask(skipBlanks(end));
      }
      if (isUserFlag(start, end) && isBehindCurl(start)) {
        return maskAfterColon(skipBlanks(end), end);
      }
      if (end - start == 1 && isOption(start) && CommandSecrets.takesNext(text, start)) {
        int value = skipBlanks(end);
        return CommandSecrets.isUser(at(start)) ? maskAfterColon(value, end) : mask(value);
      }
    }
    if (isUserFlag(start, end) && at(end) == '=' && isBehindCurl(start)) {
      return maskAfterColon(end + 1, end);
    }
    if (isOption(start) && CommandSecrets.takesAttached(text, start)) {
      boolean user = CommandSecrets.isUser(at(start));
      return user ? maskAfterColon(start + 1, end) : mask(start + 1);
    }
    return end;
  }

  /** {@code --name} or {@code -name} with the name of a secret. */
  private boolean isSecretFlag(int start, int end) {
    int from = start;
    while (from > 0 && start - from < LONGEST_FLAG && isFlagCharacter(at(from - 1))) {
      from--;
    }
    int name = from;
    while (at(name) == '-') {
      name++;
    }
    return name > from
        && name - from <= 2
        && end - name > 2
        && startsWord(from)
        && SecretNames.isSecret(text, name, end);
  }

  /** Whether somebody writes about an option instead of using it. */
  private boolean isProseBehind(int end) {
    int from = skipBlanks(end);
    int to = values.endOfWord(from);
    return to - from <= LONGEST_PROSE && CommandSecrets.isProse(text.substring(from, to));
  }

  private boolean isOption(int start) {
    return startsWord(start - 1) && at(start - 1) == '-';
  }

  private boolean startsWord(int at) {
    return at == 0 || at(at - 1) <= ' ' || "\"'`([,=".indexOf(at(at - 1)) >= 0;
  }

  private static boolean isFlagCharacter(char c) {
    return c == '-' || c == '_' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** A scheme and its credentials without the name of a header. */
  private int credentials(int start, int end) {
    boolean bearer = isWord("bearer", start, end);
    if (!bearer && !isWord("basic", start, end)) {
      return end;
    }
    int from = skipBlanks(end);
    int to = values.endOfWord(from);
    boolean secret =
        bearer ? SecretValue.isToken(text, from, to) : SecretValue.isLogin(text, from, to);
    if (!secret) {
      return end;
    }
    masks.add(from, to);
    return to;
  }

  private boolean isWord(String word, int start, int end) {
    return end - start == word.length() && text.regionMatches(true, start, word, 0, end - start);
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

  private boolean isUserFlag(int start, int end) {
    return isWord(USER, start, end) && at(start - 2) == '-' || isProxyUser(start, end);
  }

  private boolean isProxyUser(int start, int end) {
    return isWord(USER, start, end) && text.startsWith("--proxy-", start - "--proxy-".length());
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

  /** Masks the word, or what stands between quotes. */
  private int mask(int from) {
    boolean quoted = at(from) == '"' || at(from) == '\'';
    int start = quoted ? from + 1 : from;
    int to = quoted ? values.endOfQuoted(start, at(from)) : values.endOfWord(from);
    if (SecretValue.isHarmless(text, start, to) || at(start) == '-') {
      return from;
    }
    masks.add(start, to);
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
