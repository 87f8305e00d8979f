package dev.modmedic.go;

import java.util.Arrays;

/**
 * What stops go at its first request, whomever that goes to: GODEBUG's cmdgonetlimit ({@code
 * base/limit.go}) and a malformed GOAUTH, which counts for https only ({@code auth/auth.go}).
 */
public final class NetworkCheck {
  private static final String LIMIT = "cmdgonetlimit=";

  private NetworkCheck() {}

  /** What go says, or an empty text when it gets to ask or {@code plan} asks nobody. */
  public static String problem(GoEnv env, GoRelease release, ResolutionPlan plan) {
    // A file tree is read, not asked.
    String protocol =
        plan.steps().stream()
            .map(NetworkCheck::protocol)
            .filter(name -> !name.isEmpty() && !name.equals("file"))
            .findFirst()
            .orElse("");
    if (protocol.isEmpty()) {
      return "";
    }
    if (release.atLeast(1, 20) && limit(env).equals("0")) {
      return "network disabled by cmdgonetlimit=0";
    }
    if (!release.atLeast(1, 24) || !protocol.equals("https")) {
      return "";
    }
    return GoAuth.of(env.setting("GOAUTH").value(), release).problem();
  }

  /** The last one counts; what stands behind a hash is a comment for tests of go itself. */
  private static String limit(GoEnv env) {
    return Arrays.stream(env.process().getOrDefault("GODEBUG", "").split(","))
        .filter(setting -> setting.startsWith(LIMIT))
        .map(setting -> setting.substring(LIMIT.length()).replaceFirst("#.*", ""))
        .reduce((earlier, later) -> later)
        .orElse("");
  }

  /** By which protocol others are asked at a step; empty where nobody is. */
  private static String protocol(Step step) {
    return switch (step) {
      case Step.ProxyRequest(var place, GoUrl url, var httpProxy, var repeated) -> url.scheme();
      case Step.Discovery discovery -> discovery.urls().getFirst().scheme();
      case Step.Repository repository -> repository.tool();
      case Step.RepositoryProbe(var place, GoUrl url, var httpProxy) -> url.scheme();
      // Asked about what another step has fetched.
      case Step.SumDbSupport support -> "";
      case Step.SumDbLookup lookup -> "";
      case Step.Skip skip -> "";
      case Step.Refusal refusal -> "";
    };
  }
}
