package dev.modmedic.evidence;

import java.util.Objects;

/**
 * A stretch of the log as it was posted.
 *
 * @param line first line, counted from 1
 * @param column first character, counted from 1 in UTF-16 code units
 * @param endColumn the column after the last character; on {@code line}, or at its end when the
 *     stretch goes on below
 * @param text the stretch as the reader understood it, without terminal codes
 */
public record Span(int line, int column, int endColumn, String text) {
  public Span {
    Objects.requireNonNull(text, "text");
    if (line < 1 || column < 1 || endColumn < column) {
      throw new IllegalArgumentException("not a span: " + line + ":" + column + "-" + endColumn);
    }
  }
}
