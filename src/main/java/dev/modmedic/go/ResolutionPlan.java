package dev.modmedic.go;

import dev.modmedic.go.Step.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How go would fetch one module: every step it may take, in order, and what each outcome leads to.
 *
 * <p>Each file walks the proxy list anew, so files may come from different entries; see {@code
 * TryProxies} in {@code modfetch/proxy.go}. The plan knows nothing of the module cache.
 *
 * @param query the version, or the query that go has to turn into one
 * @param inGoSum whether go.sum already holds the module's hashes
 * @param steps what go does or may do, file by file and entry by entry
 * @param problem why go stops before it asks anybody, in its words, or an empty text
 */
public record ResolutionPlan(
    FetchSettings settings,
    String module,
    VersionQuery query,
    boolean inGoSum,
    List<Step> steps,
    String problem) {
  /** The module path under which toolchains are published. */
  public static final String TOOLCHAIN = "golang.org/toolchain";

  /** Stands in URLs for a version that only a server's answer will tell. */
  public static final String ANY_VERSION = "{version}";

  public ResolutionPlan {
    steps = List.copyOf(steps);
  }

  /** The plan for {@code go mod download module@query}. */
  public static ResolutionPlan of(
      FetchSettings settings, String module, String query, boolean inGoSum) {
    var asked = new VersionQuery(query);
    String problem = problem(settings, module, asked);
    var plan = new ResolutionPlan(settings, module, asked, inGoSum, List.of(), problem);
    return problem.isEmpty() ? plan.withSteps() : plan;
  }

  /** The plan for a toolchain such as {@code go1.23.5}, of which only the zip is fetched. */
  public static ResolutionPlan ofToolchain(
      FetchSettings settings, String toolchain, String goos, String goarch) {
    return of(settings, TOOLCHAIN, "v0.0.1-%s.%s-%s".formatted(toolchain, goos, goarch), false);
  }

  private static String problem(FetchSettings settings, String module, VersionQuery query) {
    if (settings.modulesOff()) {
      return "modules disabled by GO111MODULE=off; see 'go help modules'";
    }
    if (!settings.proxies().isValid()) {
      return settings.proxies().problem();
    }
    return ModulePath.problem(module).or(query::problem).orElse("");
  }

  private ResolutionPlan withSteps() {
    var steps = new ArrayList<Step>();
    StepMaker maker = maker();
    String version = query.kind() == VersionQuery.Kind.VERSION ? query.text() : ANY_VERSION;
    for (ModuleFile file : files()) {
      String named = file == ModuleFile.INFO ? query.text() : version;
      for (Place place : maker.places(file)) {
        steps.add(maker.first(place, query.kind() == VersionQuery.Kind.LIST ? version : named));
      }
      if (file == sumDbAfter()) {
        steps.addAll(sumDbSteps(maker, file, version));
      }
    }
    return new ResolutionPlan(settings, module, query, inGoSum, steps, "");
  }

  /** Which files go needs, in order. */
  List<ModuleFile> files() {
    if (isToolchain()) {
      return List.of(ModuleFile.ZIP);
    }
    return switch (query.kind()) {
      case VERSION, REVISION -> List.of(ModuleFile.INFO, ModuleFile.MOD, ModuleFile.ZIP);
      case LIST -> {
        var files = new ArrayList<>(List.of(ModuleFile.LIST));
        if (query.mayUseLatest()) {
          files.add(ModuleFile.LATEST);
        }
        files.addAll(List.of(ModuleFile.INFO, ModuleFile.MOD, ModuleFile.ZIP));
        yield files;
      }
    };
  }

  private ModuleFile sumDbAfter() {
    return isToolchain() ? ModuleFile.ZIP : ModuleFile.MOD;
  }

  /** Whether the zip alone is fetched, because the module is a toolchain. */
  public boolean isToolchain() {
    return module.equals(TOOLCHAIN);
  }

  /** Whether a checksum database has to vouch for the files. */
  public boolean checksSumDb() {
    return !inGoSum && settings.usesSumDb(module);
  }

  private List<Step> sumDbSteps(StepMaker maker, ModuleFile file, String version) {
    if (!checksSumDb()) {
      return List.of();
    }
    Place last = maker.places(file).getLast();
    Optional<String> refusal = sumDbProblem();
    if (refusal.isPresent()) {
      return List.of(new Step.Refusal(last, refusal.get()));
    }
    var steps = new ArrayList<Step>();
    if (settings.sumDb() instanceof SumDb.Database database) {
      if (database.isReachedThroughProxies()) {
        steps.addAll(maker.sumDbSupport(file, database));
      }
      steps.add(maker.lookup(last, StepMaker.url(database.directUrl()), version));
    }
    return steps;
  }

  /** Why every question to the checksum database fails by itself. */
  Optional<String> sumDbProblem() {
    return switch (settings.sumDb()) {
      case SumDb.Off() -> Optional.of("checksum database disabled by GOSUMDB=off");
      case SumDb.Invalid(String problem) -> Optional.of(problem);
      case SumDb.Database database -> Optional.empty();
    };
  }

  StepMaker maker() {
    return new StepMaker(settings, module);
  }

  /** What go would ask, and how it would end, if the world answered with {@code outcomes}. */
  public Replay replay(Outcomes outcomes) {
    return new Replayer(this, outcomes).run();
  }
}
