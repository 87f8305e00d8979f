package dev.modmedic.go;

import java.util.List;

/**
 * What a diagnosis needs from a go.mod file; it is read leniently and never refused.
 *
 * <p>See <a href="https://go.dev/ref/mod#go-mod-file">go.dev/ref/mod#go-mod-file</a>. A missing
 * line is an empty text.
 *
 * @param directives the words that begin the lines, each once, in order; an old go refuses new ones
 */
public record GoMod(
    String module,
    String goLine,
    String toolchainLine,
    List<Require> requires,
    List<Replace> replaces,
    List<String> directives) {

  /** One required module. */
  public record Require(String path, String version, boolean indirect) {}

  /**
   * One replacement; versions are empty when not given.
   *
   * @param newPath a module path, or a folder if {@link #isLocal}
   */
  public record Replace(String oldPath, String oldVersion, String newPath, String newVersion) {
    /** Whether the replacement is a folder on this machine. */
    public boolean isLocal() {
      return newVersion.isEmpty();
    }
  }

  public GoMod {
    requires = List.copyOf(requires);
    replaces = List.copyOf(replaces);
    directives = List.copyOf(directives);
  }

  /** Reads the text of a go.mod or go.work file; what makes no sense is skipped. */
  public static GoMod parse(String text) {
    return new GoModReader().read(text);
  }

  /** Whether {@code path} is the main module or a package of it. */
  public boolean contains(String path) {
    return !module.isEmpty() && (path.equals(module) || path.startsWith(module + "/"));
  }
}
