package dev.modmedic.evidence;

import dev.modmedic.evidence.ForeignWords.Message;
import dev.modmedic.evidence.LogReader.Repaired;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what systems, git and wget say in another language as the English that rules are written
 * in: the name of an error where a line ends, and the words around a name in a message.
 */
final class ForeignTexts {
  private static final String FATAL = "fatal: ";
  private static final String ERROR = "error: ";
  private static final String WGET = "wget: ";

  /** Openings without a letter beyond ASCII; the message behind them may have none either. */
  private static final List<Opening> PLAIN =
      List.of(
          new Opening(FATAL, FATAL),
          new Opening("fatal : ", FATAL),
          new Opening("Schwerwiegend: ", FATAL),
          new Opening("ssh: ", "ssh: "));

  private static final List<Opening> ALL =
      List.of(
          new Opening(FATAL, FATAL),
          new Opening("fatal : ", FATAL),
          new Opening("Schwerwiegend: ", FATAL),
          new Opening("致命错误：", FATAL),
          new Opening("致命錯誤: ", FATAL),
          new Opening("onulmaz: ", FATAL),
          new Opening(ERROR, ERROR),
          new Opening("错误：", ERROR),
          new Opening("錯誤: ", ERROR),
          new Opening("Fehler: ", ERROR),
          new Opening("erreur : ", ERROR),
          new Opening("hata: ", ERROR),
          new Opening(WGET, WGET),
          new Opening("wget : ", WGET),
          new Opening("wget：", WGET));

  private static final char WIDE_COLON = '\uff1a';

  /** What may stand behind the name of an error. */
  private static final String CLOSING = ".\u3002)\uff09\"'}] \t\r";

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final PositionMap.Builder map = new PositionMap.Builder();
  private int copied;

  private ForeignTexts(String text) {
    this.text = text;
    map.add(0, 0);
  }

  static Repaired translate(Repaired state) {
    boolean foreign = isForeign(state.text());
    List<Opening> openings =
        (foreign ? ALL : PLAIN)
            .stream().filter(each -> state.text().contains(each.words())).toList();
    if (!foreign && openings.isEmpty()) {
      return state;
    }
    ForeignTexts reading = new ForeignTexts(state.text());
    reading.readLines(openings, foreign);
    return reading.copied == 0 ? state : state.with(reading.rest(), reading.map);
  }

  private static boolean isForeign(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f && Character.isLetter(c)) {
        return true;
      }
    }
    return false;
  }

  private void readLines(List<Opening> openings, boolean all) {
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      read(start, end, openings, all);
      start = end + 1;
    }
  }

  /** What a command puts in front of a message, and how English puts it. */
  private record Opening(String words, String english) {}

  /** Part of a line, and what stands there in English. */
  private record Edit(int from, int to, String english) {}

  private void read(int start, int end, List<Opening> openings, boolean all) {
    String line = text.substring(start, end);
    List<Edit> edits = new ArrayList<>(4);
    boolean opened = readMessage(line, openings, edits);
    if (opened || all) {
      readError(line, edits);
    }
    if (!edits.isEmpty()) {
      edits.sort(Comparator.comparingInt(Edit::from));
      apply(edits, start);
    }
  }

  private static boolean readMessage(String line, List<Opening> openings, List<Edit> edits) {
    int first = line.length();
    @Nullable Opening found = null;
    for (Opening each : openings) {
      int at = line.indexOf(each.words());
      if (at >= 0 && at < first && isOfCommand(line, at)) {
        first = at;
        found = each;
      }
    }
    if (found == null) {
      return false;
    }
    int behind = first + found.words().length();
    change(first, behind, line, found.english(), edits);
    for (Message message : ForeignWords.messagesAt(line, behind)) {
      if (message.read(line, behind, edits::add, Edit::new)) {
        break;
      }
    }
    return true;
  }

  /** Compilers put a position in front of the same words, and longer names may end in them. */
  private static boolean isOfCommand(String line, int opening) {
    int at = opening - 1;
    while (at >= 0 && line.charAt(at) == ' ') {
      at--;
    }
    boolean behindNumber =
        at > 0 && line.charAt(at) == ':' && Character.isDigit(line.charAt(at - 1));
    return !behindNumber && (at < 0 || !Character.isLetter(line.charAt(at)));
  }

  private static void readError(String line, List<Edit> edits) {
    int stop = line.length();
    while (stop > 0 && CLOSING.indexOf(line.charAt(stop - 1)) >= 0) {
      stop--;
    }
    int from = stop;
    while (from > 0 && stop - from <= ForeignWords.LONGEST_ERROR && !isSeparator(line, from - 1)) {
      from--;
    }
    String english = ForeignWords.ERRORS.get(line.substring(from, stop));
    if (english != null) {
      edits.add(new Edit(from, stop, english));
      if (from > 0 && line.charAt(from - 1) == WIDE_COLON) {
        change(from - 1, from, line, ": ", edits);
      }
    }
  }

  private static boolean isSeparator(String line, int at) {
    return switch (line.charAt(at)) {
      case WIDE_COLON, '(', '\uff08', '=' -> true;
      case ' ' -> at > 0 && line.charAt(at - 1) == ':';
      default -> false;
    };
  }

  private static void change(int from, int to, String line, String english, List<Edit> edits) {
    boolean taken = edits.stream().anyMatch(edit -> from < edit.to() && edit.from() < to);
    if (!taken && !line.substring(from, to).equals(english)) {
      edits.add(new Edit(from, to, english));
    }
  }

  private void apply(List<Edit> edits, int start) {
    for (Edit edit : edits) {
      int from = start + edit.from();
      int to = start + edit.to();
      if (from < copied) {
        continue;
      }
      out.append(text, copied, from);
      if (edit.english().isEmpty() && from > start) {
        // What English has no words for belongs to what stands before it.
        map.replace(out.length() - 1, from - 1, to);
      } else {
        map.replace(out.length(), from, to);
      }
      out.append(edit.english());
      map.add(out.length(), to);
      copied = to;
    }
  }

  private StringBuilder rest() {
    return out.append(text, copied, text.length());
  }
}
