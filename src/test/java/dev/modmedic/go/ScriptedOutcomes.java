package dev.modmedic.go;

import java.util.List;
import java.util.Optional;

/** The same script that the servers follow, as the model asks for it. */
record ScriptedOutcomes(Scenario scenario, ScriptedWorld world) implements Outcomes {
  static final String REVISION = "v0.0.0-20200101000000-abcdef123456";

  @Override
  public Outcome of(Step step, String target) {
    String git = scenario.script().getOrDefault("git", "ok");
    return switch (step) {
      case Step.Discovery discovery -> discovered(target);
      case Step.Repository repository ->
          target.endsWith("/git") && git.equals("ok") ? Outcome.OK : Outcome.TRANSPORT_ERROR;
      case Step.RepositoryProbe probe -> outcome(git);
      case Step.ProxyRequest request -> served(target);
      case Step.SumDbSupport support -> served(target);
      case Step.SumDbLookup lookup -> served(target);
      case Step.Skip skip -> Outcome.NOT_FOUND;
      case Step.Refusal refusal -> Outcome.BAD_CONTENT;
    };
  }

  /** Nothing but the scripted servers can be reached, and no https at all. */
  private Outcome discovered(String target) {
    String answer = scenario.script().getOrDefault("discovery", "ok");
    if (target.startsWith("https://") || answer.equals("drop")) {
      return Outcome.TRANSPORT_ERROR;
    }
    boolean found = answer.equals("ok") && scenario.script().containsKey("found");
    return found ? Outcome.OK : Outcome.NOT_FOUND;
  }

  private Outcome served(String target) {
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
    if (answer.equals("ok") && kind.equals(scenario.contradictedFile())) {
      return Outcome.BAD_CONTENT;
    }
    boolean meant = scenario.lies(kind) && !kind.equals("lookup");
    boolean other = answer.equals("other") || answer.equals("zip");
    return outcome(other && !meant ? "ok" : answer);
  }

  @Override
  public boolean vouches(Step.SumDbLookup lookup, ModuleFile file) {
    String sums = scenario.answer("sum", "lookup");
    return !sums.equals("other") && !(sums.equals("zip") && file == ModuleFile.ZIP);
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
