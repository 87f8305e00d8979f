package dev.modmedic.knowledge;

import dev.modmedic.knowledge.Remedy.Shell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a command as its shell would, as far as quotes and words go. */
final class CommandScanner {
  /** In what a piece of a command stands. */
  enum Place {
    BARE,
    DOUBLE,
    SINGLE,
    /** Where a second reading follows: a substitution, or the text of another shell. */
    NESTED
  }

  /**
   * A placeholder.
   *
   * @param start where its brace opens
   * @param word where its word begins
   */
  record Slot(String name, int start, Place place, int word) {}

  /** What makes the text in the next quotes a program for another shell. */
  private static final Pattern RUNS_TEXT =
      Pattern.compile("(?i)(?:\\bcmd(?:\\.exe)? +/[ck]|\\b(?:ba|da)?sh +-c|\\beval|-command) *$");

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._/:+=@,{}-]*");

  private static final String BETWEEN_WORDS = " \t\n|&;<>()";

  private final Shell shell;
  private final String text;
  private final List<Slot> slots = new ArrayList<>();
  private final TreeMap<Integer, Integer> words = new TreeMap<>();
  private final Deque<Character> closers = new ArrayDeque<>();
  private Place place = Place.BARE;
  private Place outer = Place.BARE;
  private int word = -1;
  private int at;

  CommandScanner(Shell shell, String text) {
    this.shell = shell;
    this.text = text;
    while (at < text.length()) {
      step();
    }
    endWord();
  }

  List<Slot> slots() {
    return slots;
  }

  /** Whether all quotes are closed at the end. */
  boolean isClosed() {
    return place == Place.BARE;
  }

  int endOfWord(int start) {
    return words.getOrDefault(start, text.length());
  }

  /** Whether quotes can be put around the whole word without changing what it means. */
  boolean isPlainWord(int start) {
    return PLAIN_WORD.matcher(text.substring(start, endOfWord(start))).matches();
  }

  /** The words, quotes included, in their order. */
  List<String> words() {
    return words.entrySet().stream()
        .map(word -> text.substring(word.getKey(), word.getValue()))
        .toList();
  }

  private void step() {
    char c = text.charAt(at);
    if (place == Place.BARE && BETWEEN_WORDS.indexOf(c) >= 0) {
      endWord();
      at++;
      return;
    }
    if (word < 0) {
      word = at;
    }
    if (!slot()) {
      switch (place) {
        case BARE -> bare(c);
        case DOUBLE -> quoted(c);
        case SINGLE -> close(c, '\'');
        case NESTED -> nested(c);
      }
    }
  }

  private void endWord() {
    if (word >= 0) {
      words.put(word, at);
      word = -1;
    }
  }

  private boolean isSlot(int start) {
    return Template.PLACEHOLDER.matcher(text).region(start, text.length()).lookingAt();
  }

  private boolean slot() {
    if (text.charAt(at) != '{') {
      return false;
    }
    Matcher matcher = Template.PLACEHOLDER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    boolean expansion = at > 0 && text.charAt(at - 1) == '$';
    slots.add(new Slot(matcher.group(1), at, expansion ? Place.NESTED : place, word));
    at = matcher.end();
    return true;
  }

  private void bare(char c) {
    if (c == escape()) {
      at += 2;
    } else if (c == '"' || (c == '\'' && shell != Shell.CMD)) {
      open(c);
    } else if (c == '\'' && text.startsWith("('", at - 1)) {
      nest('\'', 1);
    } else {
      substitution(c);
    }
  }

  private void open(char quote) {
    if (RUNS_TEXT.matcher(text.substring(0, at)).find()) {
      nest(quote, 1);
    } else {
      place = quote == '"' ? Place.DOUBLE : Place.SINGLE;
      at++;
    }
  }

  private void quoted(char c) {
    if (c == escape() && shell != Shell.CMD) {
      at += 2;
    } else if (c == '"') {
      close(c, '"');
    } else {
      substitution(c);
    }
  }

  private void substitution(char c) {
    boolean expands = shell == Shell.POSIX || shell == Shell.POWERSHELL;
    if (expands && text.startsWith("$(", at)) {
      nest(')', 2);
    } else if (expands && text.startsWith("${", at) && !isSlot(at + 1)) {
      nest('}', 2);
    } else if (shell == Shell.POSIX && c == '`') {
      nest('`', 1);
    } else {
      at++;
    }
  }

  private void nest(char closer, int length) {
    outer = place;
    place = Place.NESTED;
    closers.push(closer);
    at += length;
  }

  private void nested(char c) {
    Character closer = closers.peek();
    if (closer != null && c == closer) {
      closers.pop();
      place = closers.isEmpty() ? outer : place;
    } else if (closer != null && closer == ')' && (c == '(' || c == '"' || c == '\'')) {
      closers.push(c == '(' ? ')' : c);
    }
    at++;
  }

  private void close(char c, char quote) {
    if (c == quote) {
      place = Place.BARE;
    }
    at++;
  }

  /** The character that takes the meaning from the next one; NUL for none. */
  private char escape() {
    return switch (shell) {
      case POSIX -> '\\';
      case POWERSHELL -> '`';
      case CMD -> '^';
      case ANY -> '\0';
    };
  }
}
