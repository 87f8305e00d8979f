package dev.modmedic.go;

import java.util.Objects;
import java.util.Optional;

/** One version of one module; {@code golang.org/x/text@v0.3.0} in go's notation. */
public record ModuleVersion(ModulePath path, Version version) {
  public ModuleVersion {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(version, "version");
  }

  /** Reads {@code path@version}; empty unless both parts are valid. */
  public static Optional<ModuleVersion> parse(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? Optional.empty()
        : ModulePath.parse(text.substring(0, at))
            .flatMap(path ->
                Version.parse(text.substring(at + 1))
                    .map(version -> new ModuleVersion(path, version)));
  }

  @Override
  public String toString() {
    return path + "@" + version.text();
  }
}
