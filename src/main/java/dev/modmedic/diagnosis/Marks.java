package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The marks of one log, looked for only where somebody asks.
 *
 * <p>Healthy logs are full of words that marks are made of, so trying every mark on every such line
 * would cost more than all signals together. Not for several threads.
 */
final class Marks {
  private final LogText log;
  private final List<Mark> marks;
  private final Map<String, Mark> byId = new HashMap<>();
  private final Map<String, Lines> candidates;
  private final Map<String, Boolean> seen = new HashMap<>();
  private final Map<Integer, List<Marked>> byLine = new HashMap<>();

  /**
   * @param candidates by id, the lines that hold a literal of the mark
   */
  Marks(LogText log, List<Mark> marks, Map<String, Lines> candidates) {
    this.log = log;
    this.marks = marks;
    this.candidates = candidates;
    marks.forEach(mark -> byId.put(mark.id(), mark));
  }

  /** A mark at one place. */
  record Marked(Mark mark, LinePattern.Match match, int line) {}

  /** Indexes of lines: the first of many, and the last ones. */
  static final class Lines {
    private static final int KEPT = 256;

    private final int[] first = new int[KEPT];
    private final int[] last = new int[KEPT];
    private int count;

    void add(int line) {
      if (count > 0 && last[(count - 1) % KEPT] == line) {
        return;
      }
      if (count < KEPT) {
        first[count] = line;
      }
      last[count++ % KEPT] = line;
    }

    /** Whether {@code line} is one of them; of very many, it may be. */
    private boolean mayHold(int line) {
      return count > KEPT || Arrays.binarySearch(first, 0, count, line) >= 0;
    }

    /** The last one first: what failed stands at the end of a log as a rule. */
    private IntStream fromTheEnd() {
      int kept = Math.min(count, KEPT);
      int[] all =
          IntStream.concat(Arrays.stream(first, 0, kept), Arrays.stream(last, 0, kept))
              .sorted()
              .distinct()
              .toArray();
      return IntStream.rangeClosed(1, all.length).map(i -> all[all.length - i]);
    }
  }

  /** Whether a mark stands anywhere in the log. */
  boolean seen(String id) {
    Lines lines = candidates.get(id);
    Mark mark = byId.get(id);
    return lines != null
        && mark != null
        && seen.computeIfAbsent(id, any -> lines.fromTheEnd().anyMatch(line -> stands(mark, line)));
  }

  /** Only this mark is looked for, since others are not asked about here. */
  private boolean stands(Mark mark, int line) {
    List<Marked> known = byLine.get(line);
    return known == null
        ? mark.pattern().find(Scan.shown(log.line(line).text()), 0).isPresent()
        : known.stream().anyMatch(marked -> marked.mark().equals(mark));
  }

  /** The last line with a mark of this role. */
  OptionalInt last(Mark.Role role) {
    return last(mark -> mark.role() == role);
  }

  /** The last line with one of some marks. */
  OptionalInt last(Predicate<Mark> some) {
    return lines(some).flatMap(lines -> lines.limit(1).boxed()).mapToInt(Integer::intValue).max();
  }

  /** Where this mark stands, the last place first. */
  List<Marked> all(String id) {
    Mark mark = byId.get(id);
    Lines lines = candidates.get(id);
    return mark == null || lines == null
        ? List.of()
        : lines
            .fromTheEnd()
            .boxed()
            .flatMap(at -> on(at).stream())
            .filter(marked -> marked.mark().equals(mark))
            .toList();
  }

  /** The last line above {@code line} with this mark. */
  OptionalInt lastAbove(String id, int line) {
    Mark mark = byId.get(id);
    Lines lines = candidates.get(id);
    return mark == null || lines == null
        ? OptionalInt.empty()
        : lines.fromTheEnd().filter(at -> at < line && stands(mark, at)).findFirst();
  }

  /** Whether something stands behind {@code line} that only a failure prints. */
  boolean failsBehind(int line) {
    return failuresBehind(line).findAny().isPresent();
  }

  /** The lines behind {@code line} that only a failure prints. */
  IntStream failuresBehind(int line) {
    return lines(mark -> mark.role() == Mark.Role.FAILURE)
        .flatMapToInt(lines -> lines.takeWhile(at -> at > line))
        .filter(at -> !isNoise(at));
  }

  private boolean isNoise(int line) {
    return on(line).stream().anyMatch(marked -> marked.mark().role() == Mark.Role.NOISE);
  }

  /** Whether a line bears one of some marks; cheaper than asking for all of them. */
  boolean bears(int line, Predicate<Mark> some) {
    return marks.stream()
        .filter(mark -> some.test(mark) && candidates.containsKey(mark.id()))
        .anyMatch(mark -> stands(mark, line));
  }

  /** For each of some marks the lines it stands in, the last one first. */
  private Stream<IntStream> lines(Predicate<Mark> some) {
    return marks.stream()
        .filter(mark -> some.test(mark) && candidates.containsKey(mark.id()))
        .map(mark ->
            candidates
                .getOrDefault(mark.id(), new Lines())
                .fromTheEnd()
                .filter(line -> stands(mark, line)));
  }

  /** The marks in one message, in the order of its lines. */
  List<Marked> in(Entry entry) {
    return IntStream.rangeClosed(entry.first(), entry.last())
        .mapToObj(this::on)
        .flatMap(List::stream)
        .toList();
  }

  private List<Marked> on(int line) {
    List<Marked> known = byLine.get(line);
    if (known == null) {
      known = find(line);
      byLine.put(line, known);
    }
    return known;
  }

  private List<Marked> find(int index) {
    Line line = log.line(index);
    String text = Scan.shown(line.text());
    List<Marked> found = new ArrayList<>();
    for (Mark mark : marks) {
      Lines lines = candidates.get(mark.id());
      if (lines != null && lines.mayHold(index)) {
        mark.pattern().find(text, 0).ifPresent(match -> found.add(new Marked(mark, match, index)));
      }
    }
    return found;
  }
}
