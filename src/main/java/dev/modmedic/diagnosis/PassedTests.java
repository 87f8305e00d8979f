package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The stretches of a log in which a test ran that passed: what it printed is no failure. */
final class PassedTests {
  private static final String RUN = "=== RUN   ";
  private static final String PASS = "--- PASS: ";
  private static final String FAIL = "--- FAIL: ";

  /** No test ran. */
  static final PassedTests NONE = new PassedTests(LogText.of(""));

  private final LogText log;

  /** The lines between the one where a passed test began and the one that says so. */
  private final BitSet within = new BitSet();

  private PassedTests(LogText log) {
    this.log = log;
  }

  static PassedTests in(LogText log) {
    PassedTests tests = new PassedTests(log);
    if (log.text().contains(PASS)) {
      tests.read();
    }
    return tests;
  }

  boolean hold(int line) {
    return within.get(line);
  }

  private void read() {
    Map<String, Integer> running = new HashMap<>();
    int[] change = new int[log.lineCount() + 1];
    int lastFailure = -1;
    for (int i = 0; i < log.lineCount(); i++) {
      if (log.endOfLine(i) - log.startOfLine(i) < RUN.length() || !mayMatter(i)) {
        continue;
      }
      Line line = log.line(i);
      String text = line.text().strip();
      if (text.startsWith(RUN)) {
        running.put(name(text, RUN), i);
      } else if (text.startsWith(FAIL)) {
        lastFailure = i;
      } else if (text.startsWith(PASS)) {
        Integer began = running.remove(name(text, PASS));
        if (began != null && began > lastFailure) {
          change[began + 1]++;
          change[i]--;
        }
      }
    }
    mark(change);
  }

  /** Many tests may run at once, so their stretches are added up instead of drawn one by one. */
  private void mark(int[] change) {
    int open = 0;
    for (int i = 0; i < log.lineCount(); i++) {
      open += change[i];
      within.set(i, open > 0);
    }
  }

  private boolean mayMatter(int line) {
    int start = log.startOfLine(line);
    int end = log.endOfLine(line);
    int marker = log.text().indexOf(RUN.substring(0, 7), start, end);
    return marker >= 0 || log.text().indexOf("--- ", start, end) >= 0;
  }

  /** The first word behind the marker. */
  private static String name(String text, String marker) {
    int space = text.indexOf(' ', marker.length());
    return text.substring(marker.length(), space < 0 ? text.length() : space);
  }
}
