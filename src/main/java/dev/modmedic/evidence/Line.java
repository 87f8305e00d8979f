package dev.modmedic.evidence;

/**
 * One line of the log with the prefix of its wrapper taken off.
 *
 * @param index position in the text as read, counted from 0
 * @param start offset of {@code text} in the text as read
 * @param text what the command itself printed, indentation kept
 */
public record Line(int index, int start, String text) {
  /** Whether the line is set in under the one before, as Go and git print details. */
  public boolean isIndented() {
    return text.startsWith("\t") || text.startsWith("  ");
  }

  public boolean isBlank() {
    return text.isBlank();
  }
}
