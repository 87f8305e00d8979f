package dev.modmedic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The references a git server advertises, read as packet lines: four hexadecimal digits for the
 * length, and then the line; length zero ends a part.
 *
 * @param lines behind the announcement of the service
 * @param trouble what is not as it should be, or null
 */
record Advertisement(int lines, String first, @Nullable String trouble) {
  private static final String ANNOUNCEMENT = "# service=git-upload-pack";
  private static final String SECOND = "version 2";
  private static final int LENGTH_DIGITS = 4;

  Advertisement {
    Objects.requireNonNull(first, "first");
  }

  /** What is not as it should be. */
  Optional<String> problem() {
    return Optional.ofNullable(trouble);
  }

  String says() {
    return first.equals(SECOND)
        ? "git protocol version 2, %d capabilities".formatted(lines - 1)
        : "%d references".formatted(lines);
  }

  /**
   * Reads to the end of the list. In the second protocol git itself announces no service; large
   * forges do.
   *
   * @throws IOException only what the stream throws
   */
  static Advertisement read(InputStream body) throws IOException {
    Line begin = line(body);
    if (begin instanceof Line.Text text && text.text().equals(SECOND)) {
      return list(begin, body);
    }
    if (!(begin instanceof Line.Text text) || !text.text().equals(ANNOUNCEMENT)) {
      return bad("it does not begin with \"%s\"".formatted(ANNOUNCEMENT));
    }
    if (!(line(body) instanceof Line.Flush)) {
      return bad("the announcement is not ended");
    }
    return list(line(body), body);
  }

  private static Advertisement list(Line begin, InputStream body) throws IOException {
    String first = begin instanceof Line.Text text ? text.text() : "";
    Line line = begin;
    for (int lines = 0; ; lines++) {
      if (line instanceof Line.Flush) {
        return new Advertisement(lines, first, null);
      }
      if (line instanceof Line.Broken) {
        return bad("packet line %d is broken".formatted(lines + 1));
      }
      line = line(body);
    }
  }

  private static Advertisement bad(String problem) {
    return new Advertisement(0, "", problem);
  }

  private static Line line(InputStream body) throws IOException {
    byte[] digits = body.readNBytes(LENGTH_DIGITS);
    int length;
    try {
      length = Integer.parseInt(new String(digits, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      return new Line.Broken();
    }
    if (digits.length < LENGTH_DIGITS || length < 0 || (length > 0 && length < LENGTH_DIGITS)) {
      return new Line.Broken();
    }
    if (length == 0) {
      return new Line.Flush();
    }
    byte[] content = body.readNBytes(length - LENGTH_DIGITS);
    return content.length < length - LENGTH_DIGITS
        ? new Line.Broken()
        : new Line.Text(new String(content, StandardCharsets.UTF_8).stripTrailing());
  }

  private sealed interface Line {
    record Text(String text) implements Line {}

    record Flush() implements Line {}

    record Broken() implements Line {}
  }
}
