package dev.modmedic.go;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One release of Go, ordered as the go command orders them: 1.21 &lt; 1.21rc1 &lt; 1.21.0.
 *
 * <p>See <a href="https://go.dev/doc/toolchain#version">go.dev/doc/toolchain#version</a> and {@code
 * internal/gover/gover.go}.
 *
 * @param patch the patch number, or -1 for a language version such as 1.22 or for a pre-release
 * @param kind {@code "beta"}, {@code "rc"} or another pre-release word; empty for a release
 * @param pre the number of the pre-release, 0 if there is none
 * @param development whether this is an unreleased build that leads to major.minor
 */
public record GoRelease(int major, int minor, int patch, String kind, int pre, boolean development)
    implements Comparable<GoRelease> {

  private static final Pattern RELEASE =
      Pattern.compile(
          "(?<![\\w.])(?<devel>devel )?(?:go)?(?<major>[1-9]\\d{0,3})\\.(?<minor>0|[1-9]\\d{0,3})"
              + "(?:\\.(?<patch>0|[1-9]\\d{0,3})|(?<kind>[a-z]{1,8})(?<pre>[1-9]\\d{0,3})?)?"
              + "(?<after>-devel|-[0-9a-f]{7,})?(?![\\w.])");

  private static final Comparator<GoRelease> ORDER =
      Comparator.comparingInt(GoRelease::major)
          .thenComparingInt(GoRelease::minor)
          .thenComparingInt(GoRelease::patch)
          .thenComparing(GoRelease::kind)
          .thenComparingInt(GoRelease::pre);

  public GoRelease {
    if (major < 1 || minor < 0 || patch < -1 || pre < 0) {
      throw new IllegalArgumentException("no Go release has a negative number");
    }
  }

  /** The language version {@code major.minor}; before 1.21 that is also its first release. */
  public static GoRelease of(int major, int minor) {
    return new GoRelease(major, minor, minor < 21 ? 0 : -1, "", 0, false);
  }

  /** The release {@code major.minor.patch}. */
  public static GoRelease of(int major, int minor, int patch) {
    return new GoRelease(major, minor, patch, "", 0, false);
  }

  /**
   * The release named in {@code text}: {@code go1.23.5}, {@code 1.21rc2}, the line that {@code go
   * version} prints, or {@code devel go1.24-abcdef}; empty when it names none.
   */
  public static Optional<GoRelease> parse(String text) {
    Matcher found = RELEASE.matcher(text.strip());
    return found.find() ? Optional.of(read(found)) : Optional.empty();
  }

  /** The release that is exactly {@code text}, as on a go line: {@code 1.22}, {@code 1.23.5}. */
  public static Optional<GoRelease> parseExact(String text) {
    Matcher whole = RELEASE.matcher(text);
    boolean plain = Letters.isDigit(text.isEmpty() ? 0 : text.charAt(0));
    return plain && whole.matches() && whole.group("after") == null
        ? Optional.of(read(whole))
        : Optional.empty();
  }

  private static GoRelease read(Matcher found) {
    int major = Integer.parseInt(found.group("major"));
    int minor = Integer.parseInt(found.group("minor"));
    String patch = found.group("patch");
    String kind = found.group("kind") == null ? "" : found.group("kind");
    String pre = found.group("pre");
    boolean development = found.group("devel") != null || found.group("after") != null;
    int patchNumber;
    if (patch != null) {
      patchNumber = Integer.parseInt(patch);
    } else {
      patchNumber = kind.isEmpty() && major == 1 && minor < 21 ? 0 : -1;
    }
    return new GoRelease(
        major, minor, patchNumber, kind, pre == null ? 0 : Integer.parseInt(pre), development);
  }

  /** Whether this is {@code major.minor} or later; pre-releases of it count, they behave alike. */
  public boolean atLeast(int major, int minor) {
    return this.major > major || (this.major == major && this.minor >= minor);
  }

  /** Whether this names a language version only, as {@code go 1.22} in go.mod does. */
  public boolean isLanguageVersion() {
    return patch < 0 && kind.isEmpty();
  }

  /** The first release of a language version, such as 1.22.0 of 1.22; else the release itself. */
  public GoRelease firstRelease() {
    return isLanguageVersion() ? of(major, minor, 0) : this;
  }

  /** The language version this release implements, such as 1.23 for 1.23.5. */
  public GoRelease language() {
    return of(major, minor);
  }

  @Override
  public int compareTo(GoRelease other) {
    return ORDER.compare(this, other);
  }

  /** The number without the leading {@code go}: {@code 1.23.5}, {@code 1.21rc2}, {@code 1.22}. */
  @Override
  public String toString() {
    String base = major + "." + minor;
    if (!kind.isEmpty()) {
      return base + kind + (pre > 0 ? pre : "");
    }
    return patch < 0 || (patch == 0 && minor < 21) ? base : base + "." + patch;
  }
}
