package dev.modmedic.go;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that go made up for an untagged commit: base, commit time and revision.
 *
 * <p>See <a href="https://go.dev/ref/mod#pseudo-versions">go.dev/ref/mod#pseudo-versions</a> and
 * {@code pseudo.go} of golang.org/x/mod/module.
 *
 * @param timestamp the fourteen digits of the commit time in UTC, which need not be a real time
 * @param revision the revision identifier, for git the first twelve digits of the commit hash
 */
public record PseudoVersion(Version version, Form form, String timestamp, String revision) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "v[0-9]+\\.(0\\.0-|\\d+\\.\\d+-([^+]*\\.)?0\\.)(\\d{14})-([A-Za-z0-9]+)"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  /** Which of the three shapes a pseudo-version has. */
  public enum Form {
    /** {@code vX.0.0-time-hash}: no earlier tag. */
    NO_BASE,
    /** {@code vX.Y.Z-pre.0.time-hash}: after the pre-release vX.Y.Z-pre. */
    AFTER_PRERELEASE,
    /** {@code vX.Y.(Z+1)-0.time-hash}: after the release vX.Y.Z. */
    AFTER_RELEASE
  }

  /** The parts of {@code text}, or empty if it is no pseudo-version. */
  public static Optional<PseudoVersion> parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches() || !Version.isValid(text)) {
      return Optional.empty();
    }
    Form form;
    if (parts.group(1).equals("0.0-")) {
      form = Form.NO_BASE;
    } else {
      form = parts.group(2) == null ? Form.AFTER_RELEASE : Form.AFTER_PRERELEASE;
    }
    return Optional.of(new PseudoVersion(new Version(text), form, parts.group(3), parts.group(4)));
  }

  /** The commit time, or empty if the digits are no point in time. */
  public Optional<Instant> time() {
    try {
      return Optional.of(LocalDateTime.parse(timestamp, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** The tagged version this one was counted from, if its form names one that can exist. */
  public Optional<Version> base() {
    String text = version.text();
    String build = version.build();
    int cut = text.indexOf(timestamp + "-" + revision);
    return switch (form) {
      case NO_BASE -> Optional.empty();
      case AFTER_PRERELEASE -> Optional.of(new Version(text.substring(0, cut - 3) + build));
      case AFTER_RELEASE -> patchBefore(text.substring(0, cut - 3), build);
    };
  }

  private static Optional<Version> patchBefore(String next, String build) {
    int dot = next.lastIndexOf('.');
    BigInteger patch = new BigInteger(next.substring(dot + 1));
    return patch.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new Version(next.substring(0, dot + 1) + patch.subtract(BigInteger.ONE) + build));
  }
}
