package dev.modmedic.evidence;

import java.util.Arrays;

/**
 * Leads from offsets of the text as read to offsets of the posted log: a segment was either copied,
 * character by character, or written anew for a stretch that was posted. Immutable.
 */
final class PositionMap {
  static final PositionMap IDENTITY =
      new PositionMap(new int[] {0}, new int[] {0}, new int[] {Builder.COPIED});

  private final int[] readStarts;
  private final int[] postedStarts;

  /** Where the posted stretch of a segment ends that was written anew. */
  private final int[] postedEnds;

  private PositionMap(int[] readStarts, int[] postedStarts, int[] postedEnds) {
    this.readStarts = readStarts;
    this.postedStarts = postedStarts;
    this.postedEnds = postedEnds;
  }

  /** Where the posted characters begin that {@code read} stands for. */
  int posted(int read) {
    int segment = segment(read);
    return postedEnds[segment] == Builder.COPIED
        ? postedStarts[segment] + read - readStarts[segment]
        : postedStarts[segment];
  }

  /** Where they end. */
  int postedEnd(int read) {
    int segment = segment(read);
    return postedEnds[segment] == Builder.COPIED ? posted(read) + 1 : postedEnds[segment];
  }

  private int segment(int read) {
    int found = Arrays.binarySearch(readStarts, read);
    return found >= 0 ? found : -found - 2;
  }

  /** This map after {@code earlier}: from the last text as read to the first posted. */
  PositionMap after(PositionMap earlier) {
    if (earlier == IDENTITY) {
      return this;
    }
    Builder joined = new Builder();
    for (int i = 0; i < readStarts.length; i++) {
      int from = postedStarts[i];
      if (postedEnds[i] != Builder.COPIED) {
        int last = Math.max(from, postedEnds[i] - 1);
        joined.replace(readStarts[i], earlier.posted(from), earlier.postedEnd(last));
        continue;
      }
      int length =
          i + 1 < readStarts.length ? readStarts[i + 1] - readStarts[i] : Integer.MAX_VALUE;
      earlier.copyInto(joined, readStarts[i], from, length);
    }
    return joined.build();
  }

  private void copyInto(Builder joined, int read, int from, int length) {
    int first = segment(from);
    joined.put(read, posted(from), postedEnds[first]);
    for (int i = first + 1; i < readStarts.length; i++) {
      int skipped = readStarts[i] - from;
      if (skipped >= length) {
        return;
      }
      joined.put(read + skipped, postedStarts[i], postedEnds[i]);
    }
  }

  /** Collects segments in ascending order of the text as read. */
  static final class Builder {
    private static final int COPIED = -1;

    private int[] readStarts = new int[64];
    private int[] postedStarts = new int[64];
    private int[] postedEnds = new int[64];
    private int count;

    /** From {@code read} on, characters were copied from {@code posted} on. */
    void add(int read, int posted) {
      put(read, posted, COPIED);
    }

    /** From {@code read} on, what stands there was written for the posted {@code [from, to)}. */
    void replace(int read, int from, int to) {
      put(read, from, to);
    }

    private void put(int read, int posted, int end) {
      int at = count > 0 && readStarts[count - 1] == read ? count - 1 : count++;
      if (at == readStarts.length) {
        readStarts = Arrays.copyOf(readStarts, at * 2);
        postedStarts = Arrays.copyOf(postedStarts, at * 2);
        postedEnds = Arrays.copyOf(postedEnds, at * 2);
      }
      readStarts[at] = read;
      postedStarts[at] = posted;
      postedEnds[at] = end;
    }

    PositionMap build() {
      return count == 0
          ? IDENTITY
          : new PositionMap(
              Arrays.copyOf(readStarts, count),
              Arrays.copyOf(postedStarts, count),
              Arrays.copyOf(postedEnds, count));
    }
  }
}
