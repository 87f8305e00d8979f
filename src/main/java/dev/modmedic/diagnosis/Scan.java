package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.LiteralIndex;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds all signals and marks of a knowledge base in one pass over a log.
 *
 * <p>One automaton looks for the literals of all patterns; a pattern runs only on lines that hold
 * one of its literals. Immutable and safe for many threads.
 */
final class Scan {
  /** A message repeated more often than this adds nothing to a diagnosis. */
  private static final int MOST_PER_PATTERN = 200;

  /** Of a longer line only the stretches around literals are looked at. */
  private static final int LONGEST_LINE = 16_384;

  private static final int REACH = LONGEST_LINE / 2;
  private static final int MOST_STRETCHES = 256;

  private final KnowledgeBase knowledge;
  private final List<Spoken> spoken;
  private final LiteralIndex literals;
  private final int[][] targetsOf;

  Scan(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
    this.spoken =
        knowledge.causes().stream()
            .flatMap(cause -> cause.signals().stream().map(signal -> new Spoken(cause, signal)))
            .toList();
    Map<String, List<Integer>> byLiteral = new LinkedHashMap<>();
    int target = 0;
    for (Mark mark : knowledge.marks()) {
      add(mark.literals(), target++, byLiteral);
    }
    for (Spoken one : spoken) {
      add(one.signal().literals(), target++, byLiteral);
    }
    this.literals = new LiteralIndex(List.copyOf(byLiteral.keySet()));
    this.targetsOf =
        byLiteral.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** A signal and whose it is. */
  private record Spoken(Cause cause, Signal signal) {}

  private static void add(List<String> literals, int target, Map<String, List<Integer>> byLiteral) {
    literals.forEach(
        literal -> byLiteral.computeIfAbsent(literal, l -> new ArrayList<>()).add(target));
  }

  /** The signals found, in the order of the log and before their message is considered. */
  record Result(List<Signals.Hit> hits, Marks marks) {}

  /** As much of a line as is looked at when it is looked at whole. */
  static String shown(String text) {
    return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
  }

  Result of(LogText log) {
    Pass pass = new Pass(log);
    literals.scan(log.text(), pass);
    pass.finishStretch();
    return new Result(pass.hits, new Marks(log, knowledge.marks(), pass.marked()));
  }

  /** One pass over one log: collects the candidates of a line, then tries them. */
  private final class Pass implements LiteralIndex.Sink {
    private final LogText log;
    private final PatternQueue queue = new PatternQueue(spoken.size());
    private final int[] found = new int[spoken.size()];
    private final List<Signals.Hit> hits = new ArrayList<>();
    private final Marks.@Nullable Lines[] marked = new Marks.Lines[knowledge.marks().size()];
    private int line = -1;
    private int lineStart;
    private int lineEnd = -1;
    private int stretchEnd;
    private int stretches;

    Pass(LogText log) {
      this.log = log;
    }

    @Override
    public void hit(int literal, int end) {
      if (end > lineEnd) {
        finishStretch();
        line = log.lineAt(end - 1);
        lineStart = log.startOfLine(line);
        lineEnd = log.endOfLine(line);
        stretchEnd = lineStart + LONGEST_LINE;
        stretches = 1;
      }
      if (end > stretchEnd) {
        finishStretch();
        lineStart = Math.max(stretchEnd, end - REACH);
        stretchEnd = lineStart + LONGEST_LINE;
        stretches++;
      }
      if (stretches > MOST_STRETCHES) {
        return;
      }
      for (int target : targetsOf[literal]) {
        int signal = target - marked.length;
        if (signal < 0) {
          mark(target);
        } else if (found[signal] < MOST_PER_PATTERN) {
          queue.add(signal);
        }
      }
    }

    /** A mark is looked for later and seldom; a line is not even read for it. */
    private void mark(int mark) {
      Marks.Lines lines = marked[mark];
      if (lines == null) {
        lines = new Marks.Lines();
        marked[mark] = lines;
      }
      lines.add(line);
    }

    Map<String, Marks.Lines> marked() {
      Map<String, Marks.Lines> byId = new HashMap<>();
      for (int i = 0; i < marked.length; i++) {
        Marks.Lines lines = marked[i];
        if (lines != null) {
          byId.put(knowledge.marks().get(i).id(), lines);
        }
      }
      return byId;
    }

    /** Tries what was collected, because the line ends or the next literal is too far away. */
    void finishStretch() {
      if (queue.isEmpty()) {
        return;
      }
      boolean whole = lineEnd - log.startOfLine(line) <= LONGEST_LINE;
      Line raw = log.stretch(line, lineStart, whole ? lineEnd : Math.min(lineEnd, stretchEnd));
      queue.keep(signal -> spoken.get(signal).signal().pattern().mayStandIn(raw.text()));
      if (!queue.isEmpty()) {
        // What a wrapper put in front is looked for only now: few lines come this far.
        Line content = whole ? log.line(line) : raw;
        queue.forEach(signal -> attempt(signal, content));
      }
      queue.clear();
    }

    private void attempt(int index, Line content) {
      Spoken one = spoken.get(index);
      one.signal()
          .pattern()
          .find(content.text(), 0)
          .ifPresent(match -> {
            found[index]++;
            hits.add(hit(one.cause(), one.signal(), content, match));
          });
    }

    private static Signals.Hit hit(
        Cause cause, Signal signal, Line content, LinePattern.Match match) {
      return new Signals.Hit(
          cause,
          signal,
          match,
          content.index(),
          content.start() + match.start(),
          content.start() + match.end(),
          new Entry(content.index(), content.index()),
          Map.of(),
          signal.weight());
    }
  }
}
