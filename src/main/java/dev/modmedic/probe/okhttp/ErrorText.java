package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** The beginning of an error's body, as far as {@code go} would show it. */
final class ErrorText {
  private static final int LINES = 8;
  private static final int BYTES = LINES * 81;
  private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

  private ErrorText() {}

  /** Empty unless it is plain text; what breaks it off is not an error of its own. */
  static String of(InputStream body, @Nullable MediaType type) {
    if (type == null || !type.type().equals("text") || !type.subtype().equals("plain")) {
      return "";
    }
    String charset = type.parameter("charset");
    if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
      return "";
    }
    try {
      String text = new String(body.readNBytes(BYTES), StandardCharsets.UTF_8);
      return text.lines().limit(LINES).collect(Collectors.joining("\n")).strip();
    } catch (IOException brokenOff) {
      return "";
    }
  }
}
