package dev.modmedic.go;

import java.util.List;
import java.util.Optional;

/** The same script that the servers follow, as the model asks for it. */
record ScriptedOutcomes(Scenario scenario, ScriptedWorld world) implements Outcomes {
  static final String REVISION = "v0.0.0-20200101000000-abcdef123456";

  @Override
  public Outcome of(Step step, String target) {
    if (step instanceof Step.Discovery) {
      boolean answered =
          target.startsWith("http://")
              && scenario.script().getOrDefault("discovery", "ok").equals("ok");
      if (target.startsWith("https://")) {
        return Outcome.TRANSPORT_ERROR;
      }
      return answered && scenario.script().containsKey("found") ? Outcome.OK : Outcome.NOT_FOUND;
    }
    if (step instanceof Step.Repository) {
      return target.contains("://") && scenario.script().getOrDefault("git", "ok").equals("ok")
          ? Outcome.OK
          : Outcome.TRANSPORT_ERROR;
    }
    if (step instanceof Step.RepositoryProbe) {
      return outcome(scenario.script().getOrDefault("git", "ok"));
    }
    if (target.startsWith("file://")) {
      return Outcome.NOT_FOUND;
    }
    String prefix = world.address() + "/s" + scenario.id() + "/";
    if (!target.startsWith(prefix)) {
      return Outcome.TRANSPORT_ERROR;
    }
    String[] parts = target.substring(prefix.length()).split("/", 2);
    String kind = ScriptedWorld.kind(parts[1]);
    String answer = scenario.answer(parts[0], kind);
    if (kind.equals("lookup") && answer.equals("ok")) {
      return outcome(scenario.answer("sum", "lookup").equals("other") ? "other" : "ok");
    }
    return outcome(answer.equals("other") && !scenario.lies(kind) ? "ok" : answer);
  }

  private static Outcome outcome(String answer) {
    return switch (answer) {
      case "ok" -> Outcome.OK;
      case "404", "410" -> Outcome.NOT_FOUND;
      case "drop", "cut" -> Outcome.TRANSPORT_ERROR;
      case "html", "other" -> Outcome.BAD_CONTENT;
      default -> Outcome.HTTP_ERROR;
    };
  }

  @Override
  public Optional<Found> found(Step.Discovery discovery) {
    String tool = scenario.script().getOrDefault("found", "");
    String entry = tool.equals("mod") ? "D" : tool;
    return Optional.of(new Found(tool, scenario.module(), world.base(scenario, entry)));
  }

  @Override
  public List<Version> versions(Step list) {
    String path = list.target().replaceFirst(".*/s\\d+/", "");
    return scenario.versions(path.substring(0, path.indexOf('/')));
  }

  @Override
  public Optional<Version> version(Step answer) {
    boolean named = answer.place().file() == ModuleFile.INFO && Version.isValid(scenario.query());
    boolean listed = answer.target().matches(".*/v[0-9][^/]*\\.info");
    return named || listed ? Optional.empty() : Optional.of(new Version(REVISION));
  }

  /** The one version that the scenario's database vouches for. */
  static String chosen(Scenario scenario) {
    var query = new VersionQuery(scenario.query());
    return switch (query.kind()) {
      case VERSION -> scenario.query();
      case REVISION -> REVISION;
      case LIST ->
          List.of("A", "B", "C").stream()
              .flatMap(entry -> query.choose(scenario.versions(entry)).stream())
              .map(Version::text)
              .findFirst()
              .orElse(REVISION);
    };
  }
}
