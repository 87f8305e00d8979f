package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import java.util.List;
import java.util.TreeMap;

/** Finds the message a line belongs to. Remembers what it found; not for several threads. */
final class Entries {
  private static final int LONGEST = 60;

  /** Heads of lines that continue a message although they are not set in. */
  private static final List<String> CONTINUATIONS =
      List.of(
          "server response:",
          "not found: ",
          "Confirm the import path was entered correctly",
          "If this is a private repository",
          "SECURITY ERROR",
          "This download does NOT match",
          "The bits may have been replaced",
          "have intercepted the download attempt",
          "For more information, see 'go help",
          "note:",
          "fatal: ",
          "remote: ",
          "Please make sure you have the correct access rights",
          "and the repository exists.",
          "Host key verification failed",
          "Permission denied (",
          "ssh: ");

  private final LogText log;
  private final TreeMap<Integer, Entry> known = new TreeMap<>();

  Entries(LogText log) {
    this.log = log;
  }

  Entry around(int line) {
    var floor = known.floorEntry(line);
    if (floor != null && floor.getValue().contains(line)) {
      return floor.getValue();
    }
    int first = line;
    while (first > 0 && line - first < LONGEST && continues(first)) {
      first--;
    }
    int last = line;
    while (last + 1 < log.lineCount() && last - first < LONGEST && continues(last + 1)) {
      last++;
    }
    Entry entry = new Entry(first, last);
    known.put(first, entry);
    return entry;
  }

  private boolean continues(int index) {
    Line line = log.line(index);
    return !line.isBlank()
        && (line.isIndented() || CONTINUATIONS.stream().anyMatch(line.text()::startsWith));
  }
}
