package dev.modmedic.diagnosis;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The few of very many patterns that one line is a candidate for, each once. Filled and emptied for
 * every line, so that its cost must not depend on how many patterns there are. Not for several
 * threads.
 */
final class PatternQueue {
  private final boolean[] held;
  private int[] list = new int[16];
  private int count;

  /**
   * @param patterns how many there are; a candidate is a number below
   */
  PatternQueue(int patterns) {
    this.held = new boolean[patterns];
  }

  boolean isEmpty() {
    return count == 0;
  }

  void add(int pattern) {
    if (held[pattern]) {
      return;
    }
    held[pattern] = true;
    if (count == list.length) {
      list = Arrays.copyOf(list, count * 2);
    }
    list[count++] = pattern;
  }

  /** Drops those that {@code some} is not true of. */
  void keep(IntPredicate some) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (some.test(list[i])) {
        list[kept++] = list[i];
      } else {
        held[list[i]] = false;
      }
    }
    count = kept;
  }

  /** In the order of the patterns, whatever the order in which they were added. */
  void forEach(IntConsumer action) {
    Arrays.sort(list, 0, count);
    for (int i = 0; i < count; i++) {
      action.accept(list[i]);
    }
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      held[list[i]] = false;
    }
    count = 0;
  }
}
