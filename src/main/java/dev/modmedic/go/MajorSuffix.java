package dev.modmedic.go;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a module path that names its major version, as {@code SplitPathVersion} cuts it. */
record MajorSuffix(String text) {
  private static final MajorSuffix NONE = new MajorSuffix("");
  private static final Pattern SLASH = Pattern.compile("/v([0-9.]+)$");
  private static final Pattern DOT = Pattern.compile("\\.v(0|[1-9][0-9]*)(-unstable)?$");

  /** The suffix, none included; empty if the last element looks like a version and is not one. */
  static Optional<MajorSuffix> of(String path) {
    if (path.startsWith("gopkg.in/")) {
      Matcher dot = DOT.matcher(path);
      return dot.find() ? Optional.of(new MajorSuffix(dot.group())) : Optional.empty();
    }
    Matcher slash = SLASH.matcher(path);
    if (!slash.find()) {
      return Optional.of(NONE);
    }
    String number = slash.group(1);
    boolean valid = !number.contains(".") && !number.startsWith("0") && !number.equals("1");
    return valid ? Optional.of(new MajorSuffix(slash.group())) : Optional.empty();
  }
}
