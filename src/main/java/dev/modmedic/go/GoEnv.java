package dev.modmedic.go;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The go settings of one machine: what {@code go env} printed, the process environment, the
 * release; each of them may be missing.
 *
 * <p>See <a
 * href="https://go.dev/ref/mod#environment-variables">go.dev/ref/mod#environment-variables</a> and
 * {@code EnvOrAndChanged} in {@code cfg/cfg.go}: the process environment if not empty, the user's
 * file, {@code $GOROOT/go.env} since 1.21, the built-in default.
 *
 * @param printed what {@code go env -json} printed; empty if unknown
 * @param process the process environment; empty if unknown
 * @param release the release of the go command, or null if unknown
 */
public record GoEnv(
    Map<String, String> printed, Map<String, String> process, @Nullable GoRelease release) {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "GOPROXY", ProxyList.DEFAULT,
          "GOSUMDB", SumDb.DEFAULT,
          "GOVCS", "public:git|hg,private:all",
          "GOAUTH", GoAuth.DEFAULT);
  private static final Set<String> FROM_GOPRIVATE = Set.of("GONOPROXY", "GONOSUMDB");

  /** How a value is known. */
  public enum Origin {
    /** {@code go env} printed it, so it is what go uses. */
    PRINTED,
    /** It stands in the process environment and {@code go env} was not asked. */
    PROCESS,
    /** It follows from another setting. */
    DERIVED,
    /** Nothing sets it, as far as is known. */
    DEFAULT,
    /** Neither {@code go env} nor the process environment is known. */
    UNKNOWN
  }

  /** An effective value and how it is known; the value is the default while unknown. */
  public record Setting(String name, String value, Origin origin) {
    /** Whether there is anything behind the value but a guess. */
    public boolean isKnown() {
      return origin != Origin.UNKNOWN;
    }

    /** Whether somebody chose the value. */
    public boolean isSet() {
      return origin == Origin.PRINTED || origin == Origin.PROCESS;
    }
  }

  public GoEnv {
    printed = Map.copyOf(printed);
    process = Map.copyOf(process);
  }

  /** The effective value of a go variable. */
  public Setting setting(String name) {
    String shown = printed.get(name);
    if (shown != null && !(shown.isEmpty() && defaultsWhenEmpty(name))) {
      return new Setting(
          name, shown, shown.equals(defaultOf(name)) ? Origin.DEFAULT : Origin.PRINTED);
    }
    if (printed.isEmpty() && !process.getOrDefault(name, "").isEmpty()) {
      return new Setting(name, process.getOrDefault(name, ""), Origin.PROCESS);
    }
    if (FROM_GOPRIVATE.contains(name)) {
      Setting goprivate = setting("GOPRIVATE");
      return new Setting(
          name, goprivate.value(), goprivate.isSet() ? Origin.DERIVED : goprivate.origin());
    }
    boolean unknown = printed.isEmpty() && process.isEmpty();
    return new Setting(name, defaultOf(name), unknown ? Origin.UNKNOWN : Origin.DEFAULT);
  }

  /**
   * Whether an empty value that go env printed means the default. Since 1.21 an empty line in the
   * user's file hides go.env, so an empty GOPROXY or GOSUMDB is then really empty.
   */
  private boolean defaultsWhenEmpty(String name) {
    return switch (name) {
      case "GOPROXY", "GOSUMDB", "GOTOOLCHAIN" -> !atLeast(1, 21);
      default -> true;
    };
  }

  private String defaultOf(String name) {
    return switch (name) {
      case "GO111MODULE" -> atLeast(1, 16) ? "on" : "auto";
      case "GOTOOLCHAIN" -> atLeast(1, 21) ? "auto" : "local";
      default -> DEFAULTS.getOrDefault(name, "");
    };
  }

  /** Whether the release is that or later; an unknown release counts as a current one. */
  public boolean atLeast(int major, int minor) {
    return release == null || release.atLeast(major, minor);
  }

  /** GOPROXY, taken apart. */
  public ProxyList proxyList() {
    return ProxyList.parse(setting("GOPROXY").value());
  }

  /** GOSUMDB, taken apart. */
  public SumDb sumDb() {
    return SumDb.parse(setting("GOSUMDB").value());
  }

  /** GOPRIVATE. */
  public PathPatterns goprivate() {
    return patterns("GOPRIVATE");
  }

  /** GONOPROXY, which is GOPRIVATE unless set itself. */
  public PathPatterns gonoproxy() {
    return patterns("GONOPROXY");
  }

  /** GONOSUMDB, which is GOPRIVATE unless set itself. */
  public PathPatterns gonosumdb() {
    return patterns("GONOSUMDB");
  }

  /** GOINSECURE. */
  public PathPatterns goinsecure() {
    return patterns("GOINSECURE");
  }

  private PathPatterns patterns(String name) {
    return new PathPatterns(setting(name).value());
  }

  /** Whether go treats {@code module} as private: GOPRIVATE matches it. */
  public boolean matchesPrivate(String module) {
    return goprivate().matches(module);
  }

  /** GOVCS, taken apart. */
  public GoVcs govcs() {
    return GoVcs.parse(setting("GOVCS").value());
  }

  /** GOFLAGS, taken apart. */
  public GoFlags goflags() {
    return GoFlags.parse(setting("GOFLAGS").value(), release);
  }

  /** GOTOOLCHAIN, taken apart. */
  public GoToolchain gotoolchain() {
    return GoToolchain.parse(setting("GOTOOLCHAIN").value());
  }

  /** The HTTP proxy variables, which {@code go env} never prints. */
  public HttpProxySettings httpProxies() {
    return HttpProxySettings.from(process);
  }
}
