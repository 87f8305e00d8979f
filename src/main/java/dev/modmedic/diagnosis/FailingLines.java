package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /** What go says of its progress. */
  private static final List<String> PROGRESS =
      List.of(
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
  private final PassedTests passed;
  private final Set<Integer> ruledOut = new HashSet<>();

  private FailingLines(LogText log, Signals signals, boolean failing) {
    this.log = log;
    this.signals = signals;
    this.failing = failing;
    this.entries = new Entries(log);
    this.passed = PassedTests.in(log);
    signals.dismissed().forEach(dismissed -> ruledOut.add(dismissed.hit().line()));
  }

  /** One line in its words. */
  record Failing(Line line, Words words) {}

  /**
   * @param failing whether the log or its exit code tell for sure that something failed
   */
  static List<Failing> of(LogText log, Signals signals, boolean failing) {
    return new FailingLines(log, signals, failing).lines();
  }

  private List<Failing> lines() {
    List<Failing> complaints = new ArrayList<>();
    List<Failing> others = new ArrayList<>();
    int least = signals.marks().last(Mark.Role.SUCCESS).orElse(-1);
    int looked = 0;
    for (int i = log.lineCount() - 1; i > least && looked < most(); i--) {
      Line line = beginning(i);
      if (line.isBlank()) {
        continue;
      }
      looked++;
      Failing one = new Failing(line, Words.of(line.text()));
      if (one.words().complain()) {
        if (complaints.size() < MOST_COMPLAINTS && mayCount(line)) {
          complaints.add(one);
        }
      } else if (others.size() < MOST_OTHERS && mayCount(line)) {
        others.add(one);
      }
    }
    return complaints.isEmpty() && failing ? others : complaints;
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

  private boolean mayCount(Line line) {
    return !ruledOut.contains(line.index())
        && !passed.hold(line.index())
        && !line.text().contains("; switching to ")
        && PROGRESS.stream().noneMatch(line.text()::startsWith)
        && marks(line).noneMatch(mark ->
            mark.role() == Mark.Role.NOISE || mark.id().equals(FAILED_TEST));
  }

  /** Those of the line and of the head of its message. */
  private Stream<Mark> marks(Line line) {
    int head = entries.around(line.index()).first();
    return Stream.of(head, line.index())
        .distinct()
        .flatMap(index -> signals.marks().in(new Entry(index, index)).stream())
        .map(Marks.Marked::mark);
  }
}
