package dev.modmedic.wiring;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Where each platform keeps an application's data. */
final class DataDirectory {
  private DataDirectory() {}

  static Path standard(Map<String, String> environment, Properties system) {
    Path home = Path.of(system.getProperty("user.home"));
    String os = system.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      return (local == null ? home.resolve("AppData").resolve("Local") : Path.of(local))
          .resolve("ModMedic");
    }
    if (os.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("ModMedic");
    }
    String xdg = environment.get("XDG_DATA_HOME");
    // The XDG specification says that a relative path is to be ignored.
    boolean usable = xdg != null && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home.resolve(".local").resolve("share")).resolve("modmedic");
  }
}
