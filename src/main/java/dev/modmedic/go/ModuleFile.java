package dev.modmedic.go;

import java.util.Locale;

/**
 * The files that a module proxy serves, in the order in which go needs them.
 *
 * <p>See <a href="https://go.dev/ref/mod#goproxy-protocol">go.dev/ref/mod#goproxy-protocol</a>.
 */
public enum ModuleFile {
  /** The tagged versions, asked for when a query names none. */
  LIST,
  /** The newest version, asked for when the list names no usable one. */
  LATEST,
  /** Version and time. */
  INFO,
  /** The go.mod file. */
  MOD,
  /** The source code. */
  ZIP;

  /** The path below the module's own, with {@code version} already escaped. */
  public String path(String version) {
    return switch (this) {
      case LIST -> "@v/list";
      case LATEST -> "@latest";
      case INFO, MOD, ZIP -> "@v/" + version + "." + name().toLowerCase(Locale.ROOT);
    };
  }
}
