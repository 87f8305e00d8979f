package dev.modmedic.go;

import java.util.Optional;

/**
 * The GOTOOLCHAIN setting: which toolchain runs, and whether go may look for another one.
 *
 * <p>See <a href="https://go.dev/doc/toolchain#select">go.dev/doc/toolchain#select</a> and {@code
 * toolchain/select.go}. Releases before 1.21 know nothing of it.
 *
 * @param minimum {@code local} or a toolchain name such as {@code go1.22.3}
 * @param search where another toolchain may come from
 * @param fixed whether go.mod and go.work have no say
 * @param problem what go says of a malformed value, or an empty text
 */
public record GoToolchain(String minimum, Search search, boolean fixed, String problem) {
  /** Where go looks for a toolchain it needs. */
  public enum Search {
    /** Nowhere. */
    NONE,
    /** In PATH only. */
    PATH,
    /** In PATH, then as a download. */
    PATH_AND_DOWNLOAD
  }

  /** What go does at its start. */
  public sealed interface Selection {
    /** The installed go goes on itself. */
    record Local() implements Selection {}

    /** Go runs another toolchain: one named so in PATH, else a download if that is allowed. */
    record Switch(String toolchain, Search search) implements Selection {}

    /** Go stops with this message, which may lack the name of the file it speaks of. */
    record Refused(String problem) implements Selection {}
  }

  /** Reads a GOTOOLCHAIN value as it reached go; an empty one means {@code local}. */
  public static GoToolchain parse(String value) {
    return switch (value) {
      case "auto" -> new GoToolchain("local", Search.PATH_AND_DOWNLOAD, false, "");
      case "path" -> new GoToolchain("local", Search.PATH, false, "");
      case "", "local" -> new GoToolchain("local", Search.NONE, true, "");
      default -> named(value);
    };
  }

  private static GoToolchain named(String value) {
    int plus = value.indexOf('+');
    String minimum = plus < 0 ? value : value.substring(0, plus);
    String refusal = "invalid GOTOOLCHAIN " + Letters.quoted(value);
    if (!minimum.equals("local") && release(minimum).isEmpty()) {
      String detail = plus < 0 ? "" : ": invalid minimum toolchain " + Letters.quoted(minimum);
      return refused(refusal + detail);
    }
    if (plus < 0) {
      // A toolchain named outright is fetched like any other when it is not the installed one.
      return new GoToolchain(minimum, Search.PATH_AND_DOWNLOAD, true, "");
    }
    return switch (value.substring(plus + 1)) {
      case "auto" -> new GoToolchain(minimum, Search.PATH_AND_DOWNLOAD, false, "");
      case "path" -> new GoToolchain(minimum, Search.PATH, false, "");
      default -> refused(refusal + ": only version suffixes are +auto and +path");
    };
  }

  private static GoToolchain refused(String problem) {
    return new GoToolchain("local", Search.NONE, true, problem);
  }

  /** The release in a toolchain name such as {@code go1.23.5-custom}; empty if it is none. */
  public static Optional<GoRelease> release(String toolchain) {
    if (!toolchain.startsWith("go") || toolchain.contains("/") || toolchain.contains("\\")) {
      return Optional.empty();
    }
    return GoRelease.parseExact(toolchain.substring(2).split("[ \t+-]", 2)[0]);
  }

  /**
   * What the installed go does with the go and toolchain lines of the go.work, else go.mod, that it
   * finds; an empty text stands for a missing line.
   */
  public Selection select(GoRelease local, String goLine, String toolchainLine) {
    if (!local.atLeast(1, 21)) {
      return new Selection.Local();
    }
    if (!problem.isEmpty()) {
      return new Selection.Refused(problem);
    }
    String wanted = minimum;
    GoRelease highest = release(minimum).orElse(local);
    if (!fixed && !toolchainLine.equals("default")) {
      Optional<GoRelease> suggested = release(toolchainLine);
      if (suggested.isEmpty() && !toolchainLine.isEmpty()) {
        return new Selection.Refused("invalid toolchain " + Letters.quoted(toolchainLine));
      }
      if (suggested.isPresent() && suggested.get().compareTo(highest) > 0) {
        wanted = toolchainLine;
        highest = suggested.get();
      }
      Optional<GoRelease> needed = GoRelease.parseExact(goLine);
      if (needed.isPresent() && needed.get().compareTo(highest) > 0) {
        wanted = "go" + needed.get().firstRelease();
      }
    }
    boolean here = wanted.equals("local") || wanted.equals("go" + local);
    return here ? new Selection.Local() : new Selection.Switch(wanted, search);
  }

  /**
   * Whether the installed go refuses a module whose go line is {@code goLine} when no other
   * toolchain is found; before 1.21 it only adds a note to compile errors.
   */
  public static boolean refusesGoLine(GoRelease local, GoRelease goLine) {
    return local.atLeast(1, 21) && goLine.compareTo(local) > 0;
  }
}
