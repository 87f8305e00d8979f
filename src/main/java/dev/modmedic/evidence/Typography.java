package dev.modmedic.evidence;

import dev.modmedic.evidence.LogReader.Repaired;
import java.util.Map;

/**
 * Undoes what chats, word processors and web pages make of plain text: HTML entities, curly quotes,
 * long dashes, blanks that do not break and characters without width.
 */
final class Typography {
  private static final int LONGEST_ENTITY = 6;
  private static final String TYPOGRAPHIC =
      "\u201c\u201d\u201e\u2018\u2019\u201a\u2013\u2014\u2212\u2011\u00a0\u202f\u2009";
  private static final String PLAIN = "\"\"\"'''----   ";
  private static final String WITHOUT_WIDTH = "\u200b\u200c\u200d\u2060\u00ad";
  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("quot", '"'),
          Map.entry("#34", '"'),
          Map.entry("#x22", '"'),
          Map.entry("apos", '\''),
          Map.entry("#39", '\''),
          Map.entry("#x27", '\''),
          Map.entry("#96", '`'),
          Map.entry("#x2F", '/'),
          Map.entry("#43", '+'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("amp", '&'),
          Map.entry("nbsp", ' '));

  private Typography() {}

  static Repaired undo(Repaired state) {
    String text = state.text();
    return holdsAny(text, TYPOGRAPHIC) || holdsAny(text, WITHOUT_WIDTH) || text.indexOf('&') >= 0
        ? rewrite(state)
        : state;
  }

  private static boolean holdsAny(String text, String characters) {
    return characters.chars().anyMatch(c -> text.indexOf(c) >= 0);
  }

  private static Repaired rewrite(Repaired state) {
    String text = state.text();
    StringBuilder out = new StringBuilder(text.length());
    PositionMap.Builder map = new PositionMap.Builder();
    map.add(0, 0);
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      int end = c == '&' ? entityEnd(text, at) : at;
      if (end > at) {
        map.replace(out.length(), at, end);
        out.append(ENTITIES.get(text.substring(at + 1, end - 1)));
        at = end;
        map.add(out.length(), at);
      } else if (WITHOUT_WIDTH.indexOf(c) >= 0) {
        at++;
        map.add(out.length(), at);
      } else {
        int which = c < 0x80 ? -1 : TYPOGRAPHIC.indexOf(c);
        out.append(which < 0 ? c : PLAIN.charAt(which));
        at++;
      }
    }
    return out.length() == text.length() && text.contentEquals(out) ? state : state.with(out, map);
  }

  /** The offset after the entity that starts at {@code ampersand}, or that offset if none does. */
  private static int entityEnd(String text, int ampersand) {
    int last = Math.min(text.length(), ampersand + LONGEST_ENTITY);
    for (int at = ampersand + 1; at < last; at++) {
      if (text.charAt(at) == ';') {
        return ENTITIES.containsKey(text.substring(ampersand + 1, at)) ? at + 1 : ampersand;
      }
    }
    return ampersand;
  }
}
