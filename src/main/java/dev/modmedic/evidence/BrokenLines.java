package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Joins lines that an editor, a mail or a chat broke at a width of its own.
 *
 * <p>Only where the first line cannot be the end of a message: it stops behind a word that wants an
 * object, within a quoted address, within the name of a directory of the module cache, or between
 * what failed and why.
 */
final class BrokenLines {
  private static final int LARGEST_LOG = 1 << 20;
  private static final int LONGEST_LINE = 1000;
  private static final String CACHE = "/cache/vcs/";
  private static final Pattern REST_OF_HASH = Pattern.compile("[0-9a-f]{1,64}: ");

  /** No message of go or git ends in one of these. */
  private static final List<String> WANT_MORE =
      List.of(
          "Get",
          "Head",
          "reading",
          "dial",
          "dial tcp",
          "read tcp",
          "write tcp",
          "lookup",
          "proxyconnect",
          "Fetching",
          "unrecognized import path",
          "unable to access",
          "could not read Username",
          "could not read Username for",
          "exit status");

  /** What the net packages begin the reason of an error with. */
  private static final List<String> REASONS =
      List.of(
          "dial tcp",
          "dial udp",
          "read tcp",
          "read udp",
          "read: ",
          "write tcp",
          "write: ",
          "connect: ",
          "lookup ",
          "x509: ",
          "tls: ",
          "net/http: ",
          "http2: ",
          "proxyconnect ",
          "remote error: ",
          "connectex: ",
          "wsarecv: ",
          "getaddrinfow: ",
          "i/o timeout",
          "context deadline exceeded");

  private BrokenLines() {}

  static Repaired mend(Repaired state) {
    String text = state.text();
    if (text.length() > LARGEST_LOG) {
      return state;
    }
    StringBuilder out = new StringBuilder();
    PositionMap.Builder map = new PositionMap.Builder();
    int copied = 0;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (isBroken(text, start, end)) {
        map.add(out.length(), copied);
        out.append(text, copied, end);
        if (text.charAt(end - 1) != ' ' && !isWithinWord(text, start, end)) {
          map.add(out.length(), end);
          out.append(' ');
        }
        copied = end + 1;
      }
      start = end + 1;
    }
    if (copied == 0) {
      return state;
    }
    map.add(out.length(), copied);
    out.append(text, copied, text.length());
    return state.with(out, map);
  }

  private static boolean isBroken(String text, int start, int end) {
    return end - start > 2
        && end - start <= LONGEST_LINE
        && continues(text, end + 1)
        && (wantsMore(text, start, end)
            || isWithinWord(text, start, end)
            || isBeforeReason(text, end));
  }

  private static boolean continues(String text, int next) {
    return next < text.length()
        && !Character.isWhitespace(text.charAt(next))
        && !text.startsWith("go: ", next);
  }

  private static boolean wantsMore(String text, int start, int end) {
    int stop = text.charAt(end - 1) == ' ' ? end - 1 : end;
    if (!Character.isLetter(text.charAt(stop - 1))) {
      return false; // as most lines of a build, which end in a version or a time
    }
    for (String ending : WANT_MORE) {
      int from = stop - ending.length();
      if (from >= start
          && text.startsWith(ending, from)
          && (from == start || text.charAt(from - 1) == ' ')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBeforeReason(String text, int end) {
    int stop = text.charAt(end - 1) == ' ' ? end - 1 : end;
    return text.charAt(stop - 1) == ':'
        && REASONS.stream().anyMatch(reason -> text.startsWith(reason, end + 1));
  }

  private static boolean isWithinWord(String text, int start, int end) {
    int word = end;
    while (word > start && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    return isWithinAddress(text, word, end) || isWithinCache(text, word, end);
  }

  /** Whether a quoted address begins in this line and ends in the first word of the next. */
  private static boolean isWithinAddress(String text, int word, int end) {
    if (!text.startsWith("\"http", word) || text.indexOf('"', word + 1, end) >= 0) {
      return false;
    }
    for (int at = end + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || Character.isWhitespace(c)) {
        return c == '"';
      }
    }
    return false;
  }

  /** Only the word itself is searched: looking back from every line would cost their square. */
  private static boolean isWithinCache(String text, int word, int end) {
    int cache = text.indexOf(CACHE, word, end);
    return cache >= 0
        && isHex(text, cache + CACHE.length(), end)
        && REST_OF_HASH.matcher(text).region(end + 1, text.length()).lookingAt();
  }

  private static boolean isHex(String text, int from, int to) {
    int at = from;
    while (at < to && Character.digit(text.charAt(at), 16) >= 0) {
      at++;
    }
    return at == to;
  }
}
