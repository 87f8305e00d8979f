package dev.modmedic.go;

import dev.modmedic.go.ProxyList.Entry;
import dev.modmedic.go.ProxyList.Separator;
import java.util.ArrayList;
import java.util.List;

/** Splits a GOPROXY value; the checks and their words are those of {@code newProxyRepo}. */
final class ProxyListReader {
  private record Piece(String text, char separator, String behind) {}

  private ProxyListReader() {}

  static ProxyList read(String value) {
    var entries = new ArrayList<Entry>();
    String rest = value;
    while (!rest.isEmpty()) {
      Piece piece = first(rest);
      rest = piece.behind();
      String text = piece.text().strip();
      if (text.equals("off") || text.equals("direct")) {
        entries.add(
            text.equals("off") ? new Entry.Off(Separator.END) : new Entry.Direct(Separator.END));
        return ProxyList.of(value, endLast(entries), rest, "");
      }
      if (!text.isEmpty()) {
        try {
          Separator separator = piece.separator() == '|' ? Separator.PIPE : Separator.COMMA;
          entries.add(new Entry.Proxy(checked(withScheme(text)), separator));
        } catch (GoUrl.Malformed refused) {
          return ProxyList.of(value, entries, "", String.valueOf(refused.getMessage()));
        }
      }
    }
    return ProxyList.of(value, endLast(entries), "", "");
  }

  private static Piece first(String list) {
    for (int i = 0; i < list.length(); i++) {
      if (list.charAt(i) == ',' || list.charAt(i) == '|') {
        return new Piece(list.substring(0, i), list.charAt(i), list.substring(i + 1));
      }
    }
    return new Piece(list, ',', "");
  }

  /** Behind the last entry nothing follows, whatever separator was typed there. */
  private static List<Entry> endLast(List<Entry> entries) {
    if (!entries.isEmpty() && entries.getLast() instanceof Entry.Proxy(GoUrl url, var typed)) {
      entries.set(entries.size() - 1, new Entry.Proxy(url, Separator.END));
    }
    return entries;
  }

  private static String withScheme(String text) {
    boolean looksLikeHost = text.chars().anyMatch(c -> ".:/".indexOf(c) >= 0);
    boolean complete = text.contains(":/") || text.startsWith("/");
    return looksLikeHost && !complete ? "https://" + text : text;
  }

  private static GoUrl checked(String text) throws GoUrl.Malformed {
    GoUrl url = GoUrl.parse(text);
    return switch (url.scheme()) {
      case "http", "https" -> url;
      case "file" -> {
        boolean pathOnly =
            url.host().isEmpty()
                && url.userInfo().isEmpty()
                && url.query().isEmpty()
                && url.opaque().isEmpty()
                && text.startsWith("file://");
        if (!pathOnly) {
          throw new GoUrl.Malformed(
              "invalid file:// proxy URL with non-path elements: " + url.redacted());
        }
        yield url;
      }
      case "" -> throw new GoUrl.Malformed("invalid proxy URL missing scheme: " + url.redacted());
      default ->
          throw new GoUrl.Malformed(
              "invalid proxy URL scheme (must be https, http, file): " + url.redacted());
    };
  }
}
