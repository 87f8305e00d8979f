package dev.modmedic.evidence;

import java.util.Arrays;
import java.util.Objects;

/**
 * A log as it was posted, and the same log as a reader understands it.
 *
 * <p>The text as read has terminal codes taken out, escaped blocks unfolded and hard wraps mended;
 * every position in it leads back to the posted log. For most logs the two are one string.
 * Immutable.
 */
public final class LogText {
  private final String posted;
  private final String text;
  private final PositionMap positions;
  private final int[] lineStarts;
  private final int[] postedLineStarts;

  LogText(String posted, String text, PositionMap positions) {
    this.posted = Objects.requireNonNull(posted, "posted");
    this.text = Objects.requireNonNull(text, "text");
    this.positions = Objects.requireNonNull(positions, "positions");
    this.lineStarts = LineStarts.of(text);
    this.postedLineStarts = text == posted ? lineStarts : LineStarts.of(posted);
  }

  /** Reads a log; any string is a log. */
  public static LogText of(String posted) {
    return LogReader.read(posted);
  }

  public String posted() {
    return posted;
  }

  /** The text as read; offsets in {@link Line} and {@link #lineAt} belong to it. */
  public String text() {
    return text;
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** Index of the line that holds {@code offset} of the text as read. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The line without its line end and without what a wrapper put in front. */
  public Line line(int index) {
    int start = lineStarts[index];
    int end = lineEnd(index);
    int content = WrapperPrefix.end(text, start, end);
    return new Line(index, content, text.substring(content, end));
  }

  public int startOfLine(int index) {
    return lineStarts[index];
  }

  /** Part of a line, for lines too long to be looked at whole. */
  public Line stretch(int index, int from, int to) {
    return new Line(index, from, text.substring(from, to));
  }

  /** Offset after the last character of a line, its line end excluded. */
  public int endOfLine(int index) {
    return lineEnd(index);
  }

  /** Where {@code [from, to)} of the text as read stands in the posted log, and what does. */
  public Span span(int from, int to) {
    int start = positions.posted(from);
    int end = Math.max(start, to > from ? positions.postedEnd(to - 1) : start);
    int line = lineIn(postedLineStarts, start);
    int lineEnd = LineStarts.end(posted, postedLineStarts, line);
    int column = start - postedLineStarts[line] + 1;
    int endColumn = Math.max(column, Math.min(end, lineEnd) - postedLineStarts[line] + 1);
    String words = posted.substring(start, start + endColumn - column);
    return new Span(line + 1, column, endColumn, words, text.substring(from, to));
  }

  private int lineEnd(int index) {
    return LineStarts.end(text, lineStarts, index);
  }

  private static int lineIn(int[] starts, int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }
}
