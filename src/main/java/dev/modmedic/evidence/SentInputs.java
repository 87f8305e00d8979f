package dev.modmedic.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which inputs were sent, and those that need no knowledge of {@code go} to be read. */
record SentInputs(Environment environment, RunContext context) {
  /** Kinds of checks that are a request over HTTP. */
  private static final Set<String> REQUESTS = Set.of("http", "https", "wget");

  /** As {@link Facts#given}. */
  boolean given(String input) {
    return switch (input) {
      case "command" -> context.command() != null;
      case "exitCode" -> context.exitCode() != null;
      case "goVersion" -> GoSettings.releaseOf(environment).isPresent();
      case "os" -> os().isPresent();
      default -> {
        int dot = input.indexOf('.');
        yield dot < 0
            ? environment.has(input)
            : givenPart(input.substring(0, dot), input.substring(dot + 1));
      }
    };
  }

  /** A name that is not in a list of all settings or variables is known not to be set. */
  private boolean givenPart(String whole, String name) {
    return switch (whole) {
      case "goEnv" ->
          !environment.texts("goEnv").isEmpty()
              || !environment.texts("env").getOrDefault(name, "").isEmpty();
      case "env" -> environment.has("env") || environment.texts("goEnv").containsKey(name);
      case "gitConfig" -> environment.has("gitConfig");
      default -> environment.texts(whole).containsKey(name);
    };
  }

  Optional<String> os() {
    return environment
        .text("os")
        .or(() -> Optional.ofNullable(environment.texts("goEnv").get("GOHOSTOS")))
        .or(() -> Optional.ofNullable(environment.texts("goEnv").get("GOOS")));
  }

  /** As {@link Facts#checks}. */
  List<Map<String, Object>> checks() {
    if (!environment.has("checks")) {
      throw new MissingInput("checks");
    }
    return environment.entries("checks").stream().map(SentInputs::ofOneKind).toList();
  }

  private static Map<String, Object> ofOneKind(Map<String, Object> check) {
    if (!REQUESTS.contains(String.valueOf(check.get("kind")))) {
      return check;
    }
    Map<String, Object> request = new LinkedHashMap<>(check);
    request.put("kind", "curl");
    return request;
  }
}
