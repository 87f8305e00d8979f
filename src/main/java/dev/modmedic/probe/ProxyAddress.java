package dev.modmedic.probe;

import dev.modmedic.go.ModulePath;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Version;
import java.net.URI;

/** Where a module proxy has what, as {@code go} asks for it. */
record ProxyAddress(String base) {
  static ProxyAddress of(URI target) {
    return new ProxyAddress(target.toString().replaceAll("/+$", ""));
  }

  URI list(ModulePath path) {
    return at(path.escaped() + "/@v/list");
  }

  URI latest(ModulePath path) {
    return at(path.escaped() + "/@latest");
  }

  /**
   * @param kind {@code info}, {@code mod} or {@code zip}
   */
  URI file(ModulePath path, Version version, String kind) {
    return at(path.escaped() + "/@v/" + version.escaped() + "." + kind);
  }

  /** Where the info of a version would be if upper-case letters needed no escape. */
  URI unescapedInfo(ModuleVersion of) {
    return at(of.path() + "/@v/" + of.version() + ".info");
  }

  /** Where a checksum database is passed on. */
  URI sumDb(String name) {
    return at("sumdb/" + name);
  }

  private URI at(String path) {
    return URI.create(base + "/" + percent(path));
  }

  /** {@code path@version}, escaped, as the checksum database is asked for it. */
  static String escaped(ModuleVersion of) {
    return percent(of.path().escaped() + "@" + of.version().escaped());
  }

  // Go percent-encodes the bang, which no standard asks for; some caches tell the two apart.
  private static String percent(String path) {
    return path.replace("!", "%21");
  }
}
