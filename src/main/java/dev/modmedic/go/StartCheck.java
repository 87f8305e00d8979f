package dev.modmedic.go;

import java.util.Optional;
import java.util.Set;

/**
 * What stops every go command on a machine before it looks for a module.
 *
 * <p>In the order in which go finds out: the toolchain ({@code toolchain/select.go}), GOFLAGS
 * ({@code base/goflags.go}), GO111MODULE and the files of the module ({@code modload/init.go}).
 */
public final class StartCheck {
  private static final Set<String> MODULE_MODES = Set.of("", "auto", "on", "off");

  private StartCheck() {}

  /** What go says, or an empty text. */
  public static String problem(GoEnv env, GoRelease release, GoMod main) {
    GoToolchain.Selection selection =
        env.gotoolchain().select(release, main.goLine(), main.toolchainLine());
    if (selection instanceof GoToolchain.Selection.Refused(String problem)) {
      return problem;
    }
    GoFlags flags = GoFlags.parse(env.setting("GOFLAGS").value(), release);
    if (!flags.problem().isEmpty()) {
      return flags.problem();
    }
    String mode = env.setting("GO111MODULE").value();
    if (!MODULE_MODES.contains(mode)) {
      return "unknown environment setting GO111MODULE=" + mode;
    }
    String modfile = flags.value("modfile").orElse("");
    if (!modfile.isEmpty() && !modfile.equals("true") && !modfile.endsWith(".mod")) {
      return "-modfile=" + modfile + ": file does not have .mod extension";
    }
    return selection instanceof GoToolchain.Selection.Local() && !mode.equals("off")
        ? tooOld(env, release, main).orElse("")
        : "";
  }

  private static Optional<String> tooOld(GoEnv env, GoRelease release, GoMod main) {
    String setting = env.setting("GOTOOLCHAIN").value();
    String because = setting.isEmpty() || setting.equals("auto") ? "" : "; GOTOOLCHAIN=" + setting;
    return GoRelease.parseExact(main.goLine())
        .filter(line -> GoToolchain.refusesGoLine(release, line))
        .map(
            line -> "go.mod requires go >= %s (running go %s%s)".formatted(line, release, because));
  }
}
