package dev.modmedic.evidence;

import java.util.Objects;

/**
 * A stretch of the log as it was posted.
 *
 * @param line first line, counted from 1
 * @param column first character, counted from 1 in UTF-16 code units
 * @param endColumn the column after the last character; on {@code line}, or at its end when the
 *     stretch goes on below
 * @param text what was posted between these columns, secrets masked where it is shown
 * @param reads the whole stretch as the reader understood it: in English, unescaped, without
 *     terminal codes, joined with the lines that it goes on in
 */
public record Span(int line, int column, int endColumn, String text, String reads) {
  public Span {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reads, "reads");
    if (line < 1 || column < 1 || endColumn < column) {
      throw new IllegalArgumentException("not a span: " + line + ":" + column + "-" + endColumn);
    }
  }

  /** A stretch that reads as it was posted. */
  public Span(int line, int column, int endColumn, String text) {
    this(line, column, endColumn, text, text);
  }
}
