package dev.modmedic.evidence;

import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.GoUrl;
import dev.modmedic.go.HttpProxySettings;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of {@code go} as far as the environment tells them. */
final class GoSettings {
  private final Environment environment;
  private final GoEnv goEnv;
  private final HttpProxySettings httpProxy;

  GoSettings(Environment environment) {
    this.environment = environment;
    Map<String, String> printed = environment.texts("goEnv");
    this.goEnv = new GoEnv(printed, environment.texts("env"), releaseOf(environment).orElse(null));
    this.httpProxy = HttpProxySettings.from(environment.texts("env"));
  }

  static Optional<GoRelease> releaseOf(Environment environment) {
    return environment
        .text("goVersion")
        .or(() -> Optional.ofNullable(environment.texts("goEnv").get("GOVERSION")))
        .flatMap(GoRelease::parse);
  }

  String value(String name) {
    GoEnv.Setting setting = goEnv.setting(name);
    if (!setting.isKnown()) {
      throw new MissingInput("goEnv." + name);
    }
    return setting.value();
  }

  GoEnv goEnv() {
    return goEnv;
  }

  String process(String name) {
    if (!environment.has("env")) {
      throw new MissingInput("env." + name);
    }
    return environment.texts("env").getOrDefault(name, "");
  }

  GoRelease release() {
    return releaseOf(environment).orElseThrow(() -> new MissingInput("goVersion"));
  }

  boolean isAtLeast(String version) {
    return release().compareTo(parsed(version)) >= 0;
  }

  /** Whether the release is known and lies outside; null sets no bound. */
  boolean isOutside(@Nullable String since, @Nullable String until) {
    return releaseOf(environment)
        .filter(release ->
            (since != null && release.compareTo(parsed(since)) < 0)
                || (until != null && release.language().compareTo(parsed(until).language()) > 0))
        .isPresent();
  }

  private static GoRelease parsed(String version) {
    return GoRelease.parse(version)
        .orElseThrow(() -> new IllegalArgumentException("not a release: " + version));
  }

  String httpProxyFor(String host) {
    requireEnv("HTTPS_PROXY");
    try {
      return httpProxy
          .proxyFor(GoUrl.parse("https://" + host))
          .map(proxy -> proxy.url().redacted())
          .orElse("");
    } catch (GoUrl.Malformed notAHost) {
      return "";
    }
  }

  String httpProxyProblem() {
    requireEnv("HTTPS_PROXY");
    return String.join(" ", httpProxy.ignored());
  }

  private void requireEnv(String name) {
    if (!environment.has("env")) {
      throw new MissingInput("env." + name);
    }
  }
}
