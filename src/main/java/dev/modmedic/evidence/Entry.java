package dev.modmedic.evidence;

/**
 * The lines of one message: its head and the details set in below.
 *
 * @param first index of the first line
 * @param last index of the last line, inclusive
 */
public record Entry(int first, int last) {
  public Entry {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not an entry: " + first + " to " + last);
    }
  }

  public boolean contains(int line) {
    return line >= first && line <= last;
  }
}
