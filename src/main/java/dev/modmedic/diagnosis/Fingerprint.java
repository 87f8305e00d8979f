package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises failures of the same kind: the same cause, host and shape of message. */
public final class Fingerprint {
  private static final Pattern HEX = Pattern.compile("\\b[0-9a-f]{8,}\\b");
  private static final Pattern VERSION = Pattern.compile("\\bv\\d+\\.[\\w.+-]+");
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z]:)?[/\\\\][\\w@.!+-]+(?:[/\\\\][\\w@.!+-]+)+");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern MODULE =
      Pattern.compile("\\b[\\w-]+(?:\\.[\\w-]+)+(?:/[\\w@.!+-]+)+");

  private Fingerprint() {}

  /** 16 hex digits. */
  static String of(LogText log, List<Candidate> ranked) {
    if (ranked.isEmpty()) {
      return digest("unknown|" + shape(log));
    }
    Candidate first = ranked.getFirst();
    String host = first.captures().getOrDefault("host", "");
    String words =
        first.best().map(hit -> hit.cause().code() + "/" + hit.signal().id()).orElse("environment");
    return digest(first.cause().code() + "|" + host + "|" + words);
  }

  /** The decisive line of a log that no rule knew, without what differs from run to run. */
  public static String shape(LogText log) {
    return shape(lastWords(log));
  }

  private static String lastWords(LogText log) {
    for (int i = log.lineCount() - 1; i >= 0; i--) {
      Line line = log.line(i);
      if (!line.isBlank()) {
        return line.text().length() > 400 ? line.text().substring(0, 400) : line.text();
      }
    }
    return "";
  }

  /** A message without what differs from run to run. */
  static String shape(String message) {
    String shape = MODULE.matcher(message).replaceAll("<module>");
    shape = VERSION.matcher(shape).replaceAll("<version>");
    shape = PATH.matcher(shape).replaceAll("<path>");
    shape = HEX.matcher(shape).replaceAll("<hex>");
    return NUMBER.matcher(shape).replaceAll("<n>").strip();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
