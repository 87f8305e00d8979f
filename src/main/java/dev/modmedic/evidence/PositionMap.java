package dev.modmedic.evidence;

import java.util.Arrays;

/** Leads from offsets of the text as read to offsets of the posted log. Immutable. */
final class PositionMap {
  static final PositionMap IDENTITY = new PositionMap(new int[] {0}, new int[] {0});

  private final int[] readStarts;
  private final int[] postedStarts;

  private PositionMap(int[] readStarts, int[] postedStarts) {
    this.readStarts = readStarts;
    this.postedStarts = postedStarts;
  }

  int posted(int read) {
    int found = Arrays.binarySearch(readStarts, read);
    int segment = found >= 0 ? found : -found - 2;
    return postedStarts[segment] + read - readStarts[segment];
  }

  /** This map after {@code earlier}: from the last text as read to the first posted. */
  PositionMap after(PositionMap earlier) {
    if (earlier == IDENTITY) {
      return this;
    }
    Builder joined = new Builder();
    for (int i = 0; i < readStarts.length; i++) {
      int from = postedStarts[i];
      int length =
          i + 1 < readStarts.length ? readStarts[i + 1] - readStarts[i] : Integer.MAX_VALUE;
      earlier.copyInto(joined, readStarts[i], from, length);
    }
    return joined.build();
  }

  private void copyInto(Builder joined, int read, int from, int length) {
    joined.add(read, posted(from));
    int found = Arrays.binarySearch(readStarts, from);
    for (int i = (found >= 0 ? found : -found - 2) + 1; i < readStarts.length; i++) {
      int skipped = readStarts[i] - from;
      if (skipped >= length) {
        return;
      }
      joined.add(read + skipped, postedStarts[i]);
    }
  }

  /** Collects segments in ascending order of the text as read. */
  static final class Builder {
    private int[] readStarts = new int[64];
    private int[] postedStarts = new int[64];
    private int count;

    /** From {@code read} on, characters were copied from {@code posted} on. */
    void add(int read, int posted) {
      if (count > 0 && readStarts[count - 1] == read) {
        postedStarts[count - 1] = posted;
        return;
      }
      if (count == readStarts.length) {
        readStarts = Arrays.copyOf(readStarts, count * 2);
        postedStarts = Arrays.copyOf(postedStarts, count * 2);
      }
      readStarts[count] = read;
      postedStarts[count++] = posted;
    }

    PositionMap build() {
      return count == 0
          ? IDENTITY
          : new PositionMap(Arrays.copyOf(readStarts, count), Arrays.copyOf(postedStarts, count));
    }
  }
}
