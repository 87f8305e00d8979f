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
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
  private final List<Target> targets = new ArrayList<>();
  private final LiteralIndex literals;
  private final int[][] targetsOf;

  Scan(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
    knowledge.marks().forEach(mark -> targets.add(new MarkTarget(mark)));
    knowledge
        .causes()
        .forEach(cause ->
            cause.signals().forEach(signal -> targets.add(new SignalTarget(cause, signal))));
    Map<String, List<Integer>> byLiteral = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      for (String literal : targets.get(i).literals()) {
        byLiteral.computeIfAbsent(literal, l -> new ArrayList<>()).add(i);
      }
    }
    this.literals = new LiteralIndex(List.copyOf(byLiteral.keySet()));
    this.targetsOf =
        byLiteral.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
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
    return new Result(pass.hits, new Marks(log, knowledge.marks(), pass.marked));
  }

  private sealed interface Target {
    List<String> literals();
  }

  private record MarkTarget(Mark mark) implements Target {
    @Override
    public List<String> literals() {
      return mark.literals();
    }
  }

  private record SignalTarget(Cause cause, Signal signal) implements Target {
    @Override
    public List<String> literals() {
      return signal.literals();
    }
  }

  /** One pass over one log: collects the candidates of a line, then tries them. */
  private final class Pass implements LiteralIndex.Sink {
    private final LogText log;
    private final BitSet candidates = new BitSet(targets.size());
    private final int[] found = new int[targets.size()];
    private final List<Signals.Hit> hits = new ArrayList<>();
    private final Map<String, Marks.Lines> marked = new HashMap<>();
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
        if (found[target] < MOST_PER_PATTERN) {
          candidates.set(target);
        }
      }
    }

    /** Tries what was collected, because the line ends or the next literal is too far away. */
    void finishStretch() {
      if (candidates.isEmpty()) {
        return;
      }
      Line content =
          lineEnd - log.startOfLine(line) <= LONGEST_LINE
              ? log.line(line)
              : log.stretch(line, lineStart, Math.min(lineEnd, stretchEnd));
      candidates.stream().forEach(target -> attempt(target, content));
      candidates.clear();
    }

    private void attempt(int index, Line content) {
      switch (targets.get(index)) {
        case MarkTarget(Mark mark) ->
            marked.computeIfAbsent(mark.id(), id -> new Marks.Lines()).add(content.index());
        case SignalTarget(Cause cause, Signal signal) ->
            signal
                .pattern()
                .find(content.text(), 0)
                .ifPresent(match -> {
                  found[index]++;
                  hits.add(hit(cause, signal, content, match));
                });
      }
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
