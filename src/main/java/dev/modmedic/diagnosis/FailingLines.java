package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Picks the lines of a log that may say why a command failed.
 *
 * <p>What stands above a success, in a message that is no failure, in the output of a test, or in
 * words that a rule knows and did not let count, is left out. However long the log, a bounded
 * number of lines is looked at, the last ones first.
 */
final class FailingLines {
  private static final int MOST_LOOKED_AT = 400;
  private static final int MOST_COMPLAINTS = 60;
  private static final int MOST_OTHERS = 30;

  /** Where a log does not say that it failed, only its end may. */
  private static final int AT_THE_END = 8;

  private static final int LONGEST = 600;

  /** The mark of a failing test, see {@code marks.yaml}: its words are the tested program's. */
  private static final String FAILED_TEST = "test-failure";

  /** The mark of a line that another program says. */
  private static final String OTHER_PROGRAM = "other-program";

  private static final int BESIDE = 3;

  private static final Set<Mark.Role> OF_NO_USE = Set.of(Mark.Role.NOISE, Mark.Role.UNTELLING);

  private static final String GO = "go: ";

  /** What go says of its progress, in warnings and as hints. */
  private static final List<String> HARMLESS =
      List.of(
          "go: warning: ",
          "go: creating ",
          "go: switching ",
          "go: using ",
          "go: trying ",
          "go: upgrading ",
          "go: toolchain upgrade needed ",
          "go: ignoring ",
          "go: to ",
          "go: downloading ",
          "go: finding ",
          "go: found ",
          "go: extracting ",
          "go: added ",
          "go: upgraded ",
          "go: downgraded ",
          "go: removed ");

  private final LogText log;
  private final Signals signals;
  private final boolean failing;
  private final Entries entries;
  private final Set<Integer> ruledOut = new HashSet<>();
  private @Nullable PassedTests passed;

  /**
   * @param failing whether the log or its exit code tell for sure that something failed
   */
  FailingLines(LogText log, Signals signals, boolean failing) {
    this.log = log;
    this.signals = signals;
    this.failing = failing;
    this.entries = new Entries(log);
    signals.dismissed().forEach(dismissed -> ruledOut.add(dismissed.hit().line()));
  }

  /**
   * One line in its words.
   *
   * @param complains whether it sounds like a failure
   */
  record Failing(Line line, Words words, boolean complains) {
    /** Whether go itself says it; what it says beside its progress is a failure as a rule. */
    boolean isOfGo() {
      return line.text().startsWith(GO);
    }
  }

  /** The complaints, the last one first; where nothing complains and yet failed, other lines. */
  List<Failing> lines() {
    List<Failing> complaints = new ArrayList<>();
    List<Failing> others = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int least = signals.marks().last(Mark.Role.SUCCESS).orElse(-1);
    int looked = 0;
    for (int i = log.lineCount() - 1;
        i > least && looked < most() && complaints.size() < MOST_COMPLAINTS;
        i--) {
      Line line = beginning(i);
      if (line.isBlank()) {
        continue;
      }
      looked++;
      if (!isSentence(line.text())
          || isHarmless(line.text())
          || ruledOut.contains(i)
          || !seen.add(line.text())) {
        continue;
      }
      Words words = Words.of(line.text());
      if (!failing && words.areGlad()) {
        break;
      }
      Failing one = new Failing(line, words, complains(line, words));
      if (one.complains()) {
        complaints.add(one);
      } else if (others.size() < MOST_OTHERS) {
        others.add(one);
      }
    }
    return complaints.isEmpty() && failing ? others : complaints;
  }

  /** Where nothing else shows that something failed, the line itself must. */
  private boolean complains(Line line, Words words) {
    if (failing) {
      return words.complain() || line.text().startsWith(GO);
    }
    return !words.onlyRemark() && (words.complainLoudly() || line.text().startsWith(GO));
  }

  private int most() {
    return failing ? MOST_LOOKED_AT : AT_THE_END;
  }

  private Line beginning(int index) {
    int start = log.startOfLine(index);
    if (log.endOfLine(index) - start > LONGEST * 4) {
      return log.stretch(index, start, start + LONGEST);
    }
    Line line = log.line(index);
    return line.text().length() <= LONGEST
        ? line
        : new Line(index, line.start(), line.text().substring(0, LONGEST));
  }

  /**
   * A line without a blank says nothing, unless it is Chinese; it may be a piece of a key, which
   * nobody recognises as a secret when it stands alone.
   */
  private static boolean isSentence(String text) {
    String bare = text.strip();
    return bare.indexOf(' ') >= 0 || bare.chars().anyMatch(c -> c > 0x7f);
  }

  private static boolean isHarmless(String text) {
    return text.contains("; switching to ")
        || text.contains(" upgrade => ")
        || HARMLESS.stream().anyMatch(text::startsWith);
  }

  /** Whether a line belongs to a failure of go; costs more than to compare its words. */
  boolean mayCount(Line line) {
    int head = entries.around(line.index()).first();
    return !isOther(line.index())
        && !isOther(head)
        && !passed().hold(line.index())
        && !isBesideOther(line.index());
  }

  /** Another program may take several lines to say what ails it. */
  private boolean isBesideOther(int line) {
    return IntStream.rangeClosed(
            Math.max(0, line - BESIDE), Math.min(log.lineCount() - 1, line + BESIDE))
        .anyMatch(near -> signals.marks().bears(near, mark -> mark.id().equals(OTHER_PROGRAM)));
  }

  /** Read when first wanted: most logs are known by a rule or do not complain. */
  private PassedTests passed() {
    PassedTests known = passed;
    if (known == null) {
      known = PassedTests.in(log);
      passed = known;
    }
    return known;
  }

  private boolean isOther(int line) {
    return signals
        .marks()
        .bears(line, mark -> OF_NO_USE.contains(mark.role()) || mark.id().equals(FAILED_TEST));
  }
}
