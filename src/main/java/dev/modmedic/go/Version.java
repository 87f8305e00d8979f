package dev.modmedic.go;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version with a leading v, as go reads it; {@code v1} and {@code v1.2} are accepted as
 * shorthands.
 *
 * <p>See <a href="https://go.dev/ref/mod#versions">go.dev/ref/mod#versions</a> and
 * golang.org/x/mod/semver. Equality is by text; {@link #PRECEDENCE} compares by precedence.
 */
public record Version(String text) {
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String WORDS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "v" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER + "(-" + WORDS + ")?(\\+" + WORDS
              + ")?)?)?");
  private static final Pattern LEADING_ZERO = Pattern.compile("(?:^-|\\.)0[0-9]+(?=\\.|$)");

  /** Semantic version precedence: build metadata plays no part. */
  public static final Comparator<Version> PRECEDENCE = new VersionOrder();

  public Version {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a semantic version: " + text);
    }
  }

  /**
   * Whether {@code text} is a semantic version to go; a branch, a hash or {@code latest} is not.
   */
  public static boolean isValid(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    String prerelease = parts.group(4);
    return prerelease == null || !LEADING_ZERO.matcher(prerelease).find();
  }

  /** The version, or empty if {@code text} is not a semantic version. */
  public static Optional<Version> parse(String text) {
    return isValid(text) ? Optional.of(new Version(text)) : Optional.empty();
  }

  /** The version behind an escaped one, such as {@code v1.0.0-!r!c1}. */
  public static Optional<Version> unescape(String escaped) {
    return Escaping.unescape(escaped).flatMap(Version::parse);
  }

  /** How a version or query stands in a proxy URL; empty if go refuses it there. */
  public static Optional<String> escape(String query) {
    boolean refused =
        query.contains("!")
            || query.chars().anyMatch(c -> c >= 0x80)
            || PathElements.FILE.problemOfElement(query).isPresent();
    return refused ? Optional.empty() : Optional.of(Escaping.escape(query));
  }

  /** This version as it stands in proxy URLs. */
  public String escaped() {
    return Escaping.escape(text);
  }

  /** {@code v1}, {@code v2} and so on. */
  public String majorText() {
    int dot = text.indexOf('.');
    return dot < 0 ? text : text.substring(0, dot);
  }

  /** {@code v1.2}. */
  public String majorMinor() {
    return majorText() + "." + (part(2).isEmpty() ? "0" : part(2));
  }

  /** The pre-release part with its leading dash, or an empty text. */
  public String prerelease() {
    return part(4);
  }

  /** The build metadata with its leading plus, or an empty text. */
  public String build() {
    return part(5);
  }

  /**
   * Whether the version ends in {@code +incompatible}, so that its major version needs no suffix.
   *
   * <p>See <a
   * href="https://go.dev/ref/mod#incompatible-versions">go.dev/ref/mod#incompatible-versions</a>.
   */
  public boolean isIncompatible() {
    return build().equals("+incompatible");
  }

  /** Filled up to three numbers and without build metadata, except {@code +incompatible}. */
  public Version canonical() {
    String patch = part(3).isEmpty() ? "0" : part(3);
    return new Version(
        majorMinor() + "." + patch + prerelease() + (isIncompatible() ? build() : ""));
  }

  /** Whether go stores this very text in go.mod and asks a proxy for it. */
  public boolean isCanonical() {
    return canonical().text.equals(text);
  }

  /** This version read as a pseudo-version, if it has that form. */
  public Optional<PseudoVersion> asPseudo() {
    return PseudoVersion.parse(text);
  }

  String part(int group) {
    Matcher parts = SYNTAX.matcher(text);
    return parts.matches() && parts.group(group) != null ? parts.group(group) : "";
  }

  @Override
  public String toString() {
    return text;
  }
}
