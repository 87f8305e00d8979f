package dev.modmedic.go;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scenario, played by the model and by a real go. */
final class Comparison {
  private final Scenario scenario;
  private final RealGo go;
  private final ScriptedWorld world;
  private final Path home;

  Comparison(Scenario scenario, RealGo go, ScriptedWorld world, Path home) {
    this.scenario = scenario;
    this.go = go;
    this.world = world;
    this.home = home;
  }

  /** What differs, or empty. */
  Optional<String> difference() throws Exception {
    world.add(scenario);
    Files.createDirectories(home);
    Map<String, String> environment = environment();
    RealGo.Run run = go.run(home, environment, command());
    Replay replay = plan(environment).replay(new ScriptedOutcomes(scenario, world));
    List<String> observed = scenario.isToolchain() ? served() : run.requests();
    List<String> predicted = visible(replay.requests());
    String problem = "";
    if (!observed.equals(predicted)) {
      problem = "requests differ";
    } else if (replay.succeeds() != (run.exit() == 0)) {
      problem = "end differs";
    } else if (!run.errors().contains(expected(scenario.reported()))) {
      problem = "go reports something else than the scenario says";
    } else if (!reports(run, replay.end())) {
      problem = "another error is reported";
    }
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(describe(problem, environment, run, observed, predicted, replay));
  }

  private String describe(
      String problem,
      Map<String, String> environment,
      RealGo.Run run,
      List<String> observed,
      List<String> predicted,
      Replay replay) {
    return """
    %s: %s: %s
      settings  %s
      script    %s
      observed  %s
      predicted %s
      end       %s
      errors    %s
    """
        .formatted(
            go,
            scenario.name(),
            problem,
            environment,
            scenario.script(),
            observed,
            predicted,
            replay.end(),
            run.errors());
  }

  private List<String> command() {
    return scenario.isToolchain()
        ? List.of("version")
        : List.of("mod", "download", "-x", "-json", scenario.module() + "@" + scenario.query());
  }

  private List<String> served() {
    return world.served(scenario).stream().filter(url -> !url.contains("/tile/")).toList();
  }

  /** File trees are read without a trace, and a dead HTTP proxy leaves none at the server. */
  private List<String> visible(List<String> requests) {
    return requests.stream()
        .filter(url -> !url.startsWith("file:"))
        .filter(url -> !scenario.isToolchain() || url.startsWith(world.address()))
        .toList();
  }

  private Map<String, String> environment() throws Exception {
    var environment = new LinkedHashMap<String, String>();
    environment.put("GOPROXY", fill(scenario.goproxy()));
    environment.put("GOSUMDB", "off");
    environment.put("GOTOOLCHAIN", "local");
    environment.put("GIT_SSH_COMMAND", "false");
    environment.put("HTTP_PROXY", world.address());
    // Nothing listens on port 1 of the loopback interface, so https fails at once.
    environment.put("HTTPS_PROXY", "http://127.0.0.1:1");
    for (var setting : scenario.settings().entrySet()) {
      if (setting.getKey().startsWith("-w:")) {
        Path file = home.resolve("env");
        Files.writeString(file, setting.getKey().substring(3) + "=" + setting.getValue() + "\n");
        environment.put("GOENV", file.toString());
      } else if (setting.getKey().equals("-sum:")) {
        var module = new FakeModule(scenario.module(), scenario.query());
        Files.writeString(home.resolve("go.mod"), "module main.invalid\n\ngo 1.16\n");
        Files.writeString(home.resolve("go.sum"), module.sums(setting.getValue()));
      } else {
        environment.put(setting.getKey(), fill(setting.getValue()));
      }
    }
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  private String fill(String template) throws Exception {
    String text = template.replaceAll("(?<![\\w%./:])([ABC])(?![\\w])", world.base(scenario, "$1"));
    return text.replace("%_A", " " + world.base(scenario, "A"))
        .replace("%_B", " " + world.base(scenario, "B"))
        .replace("%_", " ")
        .replace("%M", scenario.module())
        .replace("%KEY", world.sumDb.verifierKey())
        .replace("%SUM", world.base(scenario, "sum"))
        .replace("%FILE", "file://" + home.resolve("missing"));
  }

  private String expected(String reported) {
    return reported.equals("ok")
        ? ""
        : reported.replace("%M", Escaped.inUrl(scenario.module(), reported));
  }

  private ResolutionPlan plan(Map<String, String> environment) throws IOException {
    Map<String, String> printed = Map.of();
    for (String name : scenario.settings().keySet()) {
      if (name.startsWith("-w:")) {
        printed = Map.of(name.substring(3), scenario.settings().getOrDefault(name, ""));
      }
    }
    var process = new LinkedHashMap<>(environment);
    var env =
        new GoEnv(printed.isEmpty() ? Map.of() : merged(process, printed), process, go.release());
    FetchSettings settings = FetchSettings.of(env, go.release());
    return scenario.isToolchain()
        ? ResolutionPlan.ofToolchain(settings, "go1.99.0", "linux", "amd64")
        : ResolutionPlan.of(settings, scenario.module(), scenario.query(), scenario.isInGoSum());
  }

  private static Map<String, String> merged(
      Map<String, String> process, Map<String, String> printed) {
    var merged = new LinkedHashMap<>(process);
    merged.putAll(printed);
    return merged;
  }

  private boolean reports(RealGo.Run run, Replay.End end) {
    String errors = run.errors();
    return switch (end) {
      case Replay.End.Downloaded done -> true;
      case Replay.End.Refused(String problem) -> errors.contains(problem);
      case Replay.End.Failed(var step, var outcome, var notExist) ->
          scenario.isToolchain() && notExist
              ? errors.contains("toolchain not available")
              : reports(errors, step, outcome, notExist);
    };
  }

  private static boolean reports(String errors, Step step, Outcome outcome, boolean notExist) {
    return switch (step) {
      case Step.ProxyRequest request ->
          switch (outcome) {
            case BAD_CONTENT ->
                errors.contains("checksum mismatch")
                    || errors.contains("invalid response from proxy")
                    || errors.contains("instead of requested version")
                    || errors.contains("zip: not a valid zip file")
                    || errors.contains("has unexpected file");
            // Up to 1.21 the URL of a body that breaks off is garbled, but for its end.
            case TRANSPORT_ERROR -> errors.contains(request.target().replaceFirst(".*/@", "/@"));
            case OK, NOT_FOUND, HTTP_ERROR ->
                errors.contains(request.target()) || errors.contains("no matching versions");
          };
      case Step.Skip skip -> errors.contains(skip.reason());
      case Step.Refusal refusal -> errors.contains(refusal.problem());
      case Step.Discovery discovery -> errors.contains("unrecognized import path");
      case Step.Repository repository -> errors.contains(repositoryError(repository, notExist));
      case Step.RepositoryProbe probe -> false;
      case Step.SumDbSupport support -> errors.contains(support.target());
      case Step.SumDbLookup lookup ->
          errors.contains(outcome == Outcome.BAD_CONTENT ? "checksum mismatch" : lookup.target());
    };
  }

  private static String repositoryError(Step.Repository repository, boolean notExist) {
    if (repository.tool().equals("svn")) {
      return "unknown revision";
    }
    if (repository.url().contains("://")) {
      return repository.commands().getFirst();
    }
    return notExist ? "no secure protocol found" : repository.commands().getLast();
  }

  /** A module path as it stands in URLs, if the text around it is one. */
  private static final class Escaped {
    static String inUrl(String module, String text) {
      return text.contains("/%M/@v/") ? GoUrlReader.encodePath(Escaping.escape(module)) : module;
    }
  }
}
