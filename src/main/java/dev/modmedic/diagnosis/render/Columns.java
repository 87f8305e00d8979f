package dev.modmedic.diagnosis.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Breaks prose into lines of a terminal, where a Chinese character takes two columns. */
final class Columns {
  private static final int WIDTH = 80;

  /** A Chinese character with the punctuation that must not start a line, or a word; and blanks. */
  private static final Pattern PIECE =
      Pattern.compile(
          "\\s+|[（“「《]*[\\p{IsHan}][，。；：、！？）”」》]*|[^\\s\\p{IsHan}（“「《]+[，。；：、！？）”」》]*|.");

  private Columns() {}

  /** {@code text} in lines that start with {@code indent}. */
  static List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int room = WIDTH - indent.length();
    for (String piece : PIECE.matcher(text.strip()).results().map(r -> r.group()).toList()) {
      if (!line.isEmpty() && width(line + piece.stripTrailing()) > room) {
        lines.add(indent + line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? piece.stripLeading() : piece.isBlank() ? " " : piece);
    }
    if (!line.isEmpty()) {
      lines.add(indent + line.toString().stripTrailing());
    }
    return lines;
  }

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int codePoint) {
    return IntStream.of(0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF)
                        .filter(edge -> edge <= codePoint)
                        .count()
                    % 2
                == 1
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD)
        ? 2
        : 1;
  }
}
