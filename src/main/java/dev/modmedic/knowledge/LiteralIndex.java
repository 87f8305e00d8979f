package dev.modmedic.knowledge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Finds all of many literals in one pass over a text, ignoring the case of ASCII letters.
 *
 * <p>An Aho-Corasick automaton over the low byte of each character, with equal bytes folded into
 * classes. Characters beyond Latin-1 may therefore be mistaken for others: a hit is a candidate, a
 * miss is certain. Immutable.
 */
public final class LiteralIndex {
  private final byte[] classOf = new byte[256];
  private final int classCount;
  private final int[] next;
  private final int[][] ends;

  /** An index whose hits name positions in {@code literals}. */
  public LiteralIndex(List<String> literals) {
    this.classCount = classify(literals);
    Builder builder = new Builder(classCount);
    for (int i = 0; i < literals.size(); i++) {
      builder.add(classesOf(literals.get(i)), i);
    }
    builder.link();
    this.next = builder.table();
    this.ends = builder.ends();
  }

  /** Is told about each place where a literal ends. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param literal position of the literal in the list the index was made from
     * @param end offset after its last character
     */
    void hit(int literal, int end);
  }

  /** Reports every occurrence in {@code text} in the order of their ends. */
  public void scan(String text, Sink sink) {
    byte[] bytes = lowBytes(text);
    int state = 0;
    for (int i = 0; i < bytes.length; i++) {
      state = next[state + classOf[bytes[i] & 0xff]];
      int[] found = ends[state / classCount];
      if (found.length > 0) {
        for (int literal : found) {
          sink.hit(literal, i + 1);
        }
      }
    }
  }

  @SuppressWarnings("deprecation") // the one call that keeps one byte for every character
  private static byte[] lowBytes(String text) {
    byte[] bytes = new byte[text.length()];
    text.getBytes(0, text.length(), bytes, 0);
    return bytes;
  }

  private int classify(List<String> literals) {
    int count = 1;
    for (String literal : literals) {
      for (byte b : lowBytes(literal)) {
        int folded = fold(b & 0xff);
        if (classOf[folded] == 0) {
          classOf[folded] = (byte) count++;
        }
      }
    }
    for (int c = 'A'; c <= 'Z'; c++) {
      classOf[c] = classOf[c + 32];
    }
    return count;
  }

  private int[] classesOf(String literal) {
    byte[] bytes = lowBytes(literal);
    int[] classes = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      classes[i] = classOf[fold(bytes[i] & 0xff)];
    }
    return classes;
  }

  private static int fold(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  /** Grows the automaton; states are rows of the table, {@code classCount} wide. */
  private static final class Builder {
    private static final int[] NONE = {};

    private final int classCount;
    private final List<int[]> rows = new ArrayList<>();
    private final List<int[]> ends = new ArrayList<>();

    Builder(int classCount) {
      this.classCount = classCount;
      newRow();
    }

    private int newRow() {
      int[] row = new int[classCount];
      Arrays.fill(row, -1);
      rows.add(row);
      ends.add(NONE);
      return rows.size() - 1;
    }

    void add(int[] classes, int literal) {
      int row = 0;
      for (int c : classes) {
        int to = rows.get(row)[c];
        if (to < 0) {
          to = newRow();
          rows.get(row)[c] = to;
        }
        row = to;
      }
      ends.set(row, plus(ends.get(row), new int[] {literal}));
    }

    void link() {
      int[] fail = new int[rows.size()];
      Queue<Integer> queue = new ArrayDeque<>();
      for (int c = 0; c < classCount; c++) {
        int to = rows.getFirst()[c];
        if (to < 0) {
          rows.getFirst()[c] = 0;
        } else {
          queue.add(to);
        }
      }
      while (!queue.isEmpty()) {
        int row = queue.remove();
        ends.set(row, plus(ends.get(row), ends.get(fail[row])));
        for (int c = 0; c < classCount; c++) {
          int to = rows.get(row)[c];
          if (to < 0) {
            rows.get(row)[c] = rows.get(fail[row])[c];
          } else {
            fail[to] = rows.get(fail[row])[c];
            queue.add(to);
          }
        }
      }
    }

    int[] table() {
      int[] table = new int[rows.size() * classCount];
      for (int row = 0; row < rows.size(); row++) {
        for (int c = 0; c < classCount; c++) {
          table[row * classCount + c] = rows.get(row)[c] * classCount;
        }
      }
      return table;
    }

    int[][] ends() {
      return ends.toArray(int[][]::new);
    }

    private static int[] plus(int[] a, int[] b) {
      int[] sum = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, sum, a.length, b.length);
      return sum;
    }
  }
}
