package dev.modmedic.evidence;

import java.util.Locale;
import java.util.Set;

/** Finds values behind the sign between a name and its value: headers, settings, parameters. */
final class NamedSecrets {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_PROXY = 256;
  private static final int LONGEST_CODES = 64;
  private static final String LOGIN = "auth";
  private static final Set<String> SCHEMES =
      Set.of("basic", "bearer", "token", "digest", "negotiate", "ntlm", "aws4-hmac-sha256");

  private final String text;
  private final Masks masks;
  private final SecretValue values;

  NamedSecrets(String text, Masks masks, SecretValue values) {
    this.text = text;
    this.masks = masks;
    this.values = values;
  }

  /** Looks at a colon or equals sign; gives where to go on. */
  int after(int sign) {
    boolean quoted = isQuote(at(sign - 1));
    int end = quoted ? sign - 1 : sign;
    if (quoted && at(end - 1) == '\\') {
      end--;
    }
    boolean spaced = !quoted && at(sign) == '=' && at(sign - 1) == ' ';
    if (spaced) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < LONGEST_NAME && isNameCharacter(at(start - 1))) {
      start--;
    }
    if (start == end || at(sign + 1) == '=') {
      return sign + 1;
    }
    if (ends(start, end, "proxy")) {
      return proxy(sign + 1);
    }
    if (end - start == LOGIN.length() && text.startsWith(LOGIN, start)) {
      return login(quoted, sign);
    }
    return SecretNames.isSecret(text, start, end)
        ? value(new Name(start, end, quoted, spaced), sign)
        : sign + 1;
  }

  /** A login in Docker's settings; the name alone says too little, since much else is called so. */
  private int login(boolean quoted, int sign) {
    int from = skipSpaces(sign + 1);
    int open = at(from) == '\\' && isQuote(at(from + 1)) ? from + 1 : from;
    boolean quotedValue = isQuote(at(open));
    int start = quotedValue ? open + 1 : from;
    int end = values.endOfWord(start);
    boolean secret =
        SecretValue.isLogin(text, start, end)
            || (quoted && quotedValue && SecretValue.isToken(text, start, end));
    return secret ? mask(start, end) : sign + 1;
  }

  /** A name before a sign: whether it was in quotes, and whether a space follows it. */
  private record Name(int start, int end, boolean quoted, boolean spaced) {}

  private int value(Name name, int sign) {
    int blanksEnd = skipSpaces(sign + 1);
    int from = skipCodes(blanksEnd);
    int open = at(from) == '\\' && isQuote(at(from + 1)) ? from + 1 : from;
    if (isHeader(name)) {
      return header(isQuote(at(open)) ? open + 1 : from);
    }
    boolean spaced = blanksEnd > sign + 1;
    if (at(sign) == '=' && !name.quoted() && spaced != name.spaced()) {
      // The end of a base 64 text, not an assignment.
      return sign + 1;
    }
    if (isQuote(at(open))) {
      return mask(open + 1, values.endOfQuoted(open + 1, at(open)));
    }
    int end = endOfValue(name, from);
    boolean proseLike = !name.quoted() && (spaced || at(sign) == ':');
    return proseLike && !SecretValue.isUnlikeProse(text, from, end) ? sign + 1 : mask(from, end);
  }

  /** A parameter of a URL ends at the next one. */
  private int endOfValue(Name name, int from) {
    int end = values.endOfWord(from);
    if (at(name.start() - 1) != '?' && at(name.start() - 1) != '&') {
      return end;
    }
    int i = from;
    while (i < end && at(i) != '&' && at(i) != '#') {
      i++;
    }
    return i;
  }

  private boolean isHeader(Name name) {
    return ends(name.start(), name.end(), "authorization")
        || ends(name.start(), name.end(), "extraheader")
        || ends(name.start(), name.end(), "cookie");
  }

  /** Keeps the scheme of credentials and masks the rest of the header. */
  private int header(int from) {
    int start = from;
    int end = values.endOfWord(from);
    String word = text.substring(from, Math.min(end, from + 32)).toLowerCase(Locale.ROOT);
    if (SCHEMES.contains(word)) {
      start = skipSpaces(end);
    } else if (word.indexOf('=') < 0 && !SecretValue.isUnlikeProse(text, from, end)) {
      return from;
    }
    if (SecretValue.isHarmless(text, start, values.endOfWord(start))) {
      return start;
    }
    int headerEnd = values.endOfHeader(start);
    masks.add(start, headerEnd);
    return Math.max(start, headerEnd);
  }

  /** A proxy is also written without a scheme: {@code user:password@host:3128}. */
  private int proxy(int from) {
    int start = isQuote(at(from)) ? from + 1 : from;
    int limit = Math.min(values.endOfWord(start), start + LONGEST_PROXY);
    int colon = -1;
    for (int i = start; i < limit && at(i) != '/'; i++) {
      if (at(i) == ':' && colon < 0) {
        colon = i;
      }
      if (at(i) == '@' && colon > start) {
        UserInfo.mark(text, start, i, masks);
        return i;
      }
    }
    return from;
  }

  private int mask(int from, int to) {
    if (SecretValue.isHarmless(text, from, to)) {
      return from;
    }
    masks.add(from, to);
    return to;
  }

  private boolean ends(int start, int end, String ending) {
    int from = end - ending.length();
    return from >= start && text.regionMatches(true, from, ending, 0, ending.length());
  }

  /** Colours of a terminal (ECMA-48) between a name and its value. */
  private int skipCodes(int from) {
    int i = from;
    while (text.startsWith("\u001b[", i) && i < from + LONGEST_CODES) {
      i = TerminalCodes.controlEnd(text, i + 2);
    }
    return i;
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < from + 16 && (at(i) == ' ' || at(i) == '\t')) {
      i++;
    }
    return i;
  }

  private char at(int i) {
    return i >= 0 && i < text.length() ? text.charAt(i) : 0;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isNameCharacter(char c) {
    return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
