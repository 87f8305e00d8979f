package dev.modmedic.resolution;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.FetchSettings;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoMod;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.GoToolchain;
import dev.modmedic.go.NetworkCheck;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.ResolutionPlan;
import dev.modmedic.go.StartCheck;
import dev.modmedic.go.Step;
import dev.modmedic.resolution.Resolution.Explained;
import dev.modmedic.resolution.Resolution.Goal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells how {@code go} would fetch a module on a machine; nothing is asked of any server.
 *
 * <p>A pure function of its input. Immutable.
 */
public final class ExplainResolution {
  /** Whose rules are applied when the client did not say which release runs. */
  static final GoRelease ASSUMED = GoRelease.of(1, 25);

  private static final String DEFAULT_QUERY = "latest";

  /**
   * @param query a version or version query; empty means {@code latest}
   */
  public Resolution explain(Environment environment, String module, String query) {
    GoEnv env = Facts.of(environment, RunContext.NONE).goEnv();
    GoMod main = GoMod.parse(environment.text("goMod").orElse(""));
    String asked = query.isEmpty() ? DEFAULT_QUERY : query;
    Optional<GoMod.Replace> replaced = replacement(main, module, asked);
    FetchSettings settings = FetchSettings.of(env, ASSUMED);
    var notes = new Notes(environment, env, settings, module);
    replaced.ifPresent(notes::replaced);
    if (replaced.filter(GoMod.Replace::isLocal).isPresent()) {
      return local(module, asked, settings, notes);
    }
    String path = replaced.map(GoMod.Replace::newPath).orElse(module);
    String version = replaced.map(GoMod.Replace::newVersion).orElse(asked);
    ResolutionPlan plan = ResolutionPlan.of(settings, path, version, false);
    List<Explained> steps = new ArrayList<>();
    toolchain(environment, env, main, settings, notes)
        .ifPresent(first -> add(steps, Goal.TOOLCHAIN, first));
    add(steps, Goal.MODULE, plan);
    String problem = problem(env, settings, main, plan);
    boolean asks = problem.isEmpty();
    return new Resolution(
        path,
        version,
        settings.release().toString(),
        problem,
        asks ? summary(plan) : stops(problem),
        asks ? steps : List.of(),
        asks ? notes.of(plan) : notes.all());
  }

  /** Why go asks nobody for anything, in its own words, or an empty text. */
  private static String problem(
      GoEnv env, FetchSettings settings, GoMod main, ResolutionPlan plan) {
    return Stream.of(
            StartCheck.problem(env, settings.release(), main),
            plan.problem(),
            NetworkCheck.problem(env, settings.release(), plan))
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .map(Redaction::redact)
        .orElse("");
  }

  private static Text stops(String problem) {
    return new Text("go stops before it asks anybody: " + problem, "go 还没有发出请求就会失败：" + problem);
  }

  private static Resolution local(
      String module, String query, FetchSettings settings, Notes notes) {
    return new Resolution(
        module,
        query,
        settings.release().toString(),
        "",
        new Text(
            "Nothing is fetched: go.mod replaces the module with a folder.",
            "无需下载：go.mod 已将该模块替换为本地目录。"),
        List.of(),
        notes.all());
  }

  private static Optional<GoMod.Replace> replacement(GoMod main, String module, String query) {
    return main.replaces().stream()
        .filter(replace -> replace.oldPath().equals(module))
        .filter(replace -> replace.oldVersion().isEmpty() || replace.oldVersion().equals(query))
        .findFirst();
  }

  /** The plan for the toolchain that go would switch to before it looks at any module. */
  private static Optional<ResolutionPlan> toolchain(
      Environment environment, GoEnv env, GoMod main, FetchSettings settings, Notes notes) {
    GoToolchain.Selection selection =
        env.gotoolchain().select(settings.release(), main.goLine(), main.toolchainLine());
    return switch (selection) {
      case GoToolchain.Selection.Local() -> {
        notes.staysLocal(main);
        yield Optional.empty();
      }
      case GoToolchain.Selection.Refused(String problem) -> {
        notes.toolchainRefused(problem);
        yield Optional.empty();
      }
      case GoToolchain.Selection.Switch(String name, GoToolchain.Search search) -> {
        notes.switchesTo(name, search);
        yield search == GoToolchain.Search.PATH_AND_DOWNLOAD
            ? Optional.of(
                ResolutionPlan.ofToolchain(
                    settings,
                    name,
                    environment.text("os").orElse("linux"),
                    environment.text("arch").orElse("amd64")))
            : Optional.empty();
      }
    };
  }

  private static void add(List<Explained> steps, Goal goal, ResolutionPlan plan) {
    for (Step step : plan.steps()) {
      Map<String, String> facts = new LinkedHashMap<>();
      step.facts().forEach((name, value) -> facts.put(name, Redaction.redact(value)));
      steps.add(
          new Explained(
              steps.size() + 1,
              goal,
              step.kind(),
              step.place().file().name().toLowerCase(Locale.ROOT),
              step.place().of().name(),
              Redaction.redact(step.target()),
              facts,
              reactions(step),
              StepWords.says(step).map(Redaction::redact)));
    }
  }

  private static Map<Outcome, Step.Reaction> reactions(Step step) {
    Map<Outcome, Step.Reaction> reactions = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      reactions.put(outcome, step.after(outcome));
    }
    return reactions;
  }

  private static Text summary(ResolutionPlan plan) {
    List<String> asked =
        plan.steps().stream()
            .map(ExplainResolution::source)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (asked.isEmpty()) {
      return new Text(
          "Nobody is asked, so only what the module cache holds can be used.",
          "不会询问任何来源，只能使用模块缓存中已有的内容。");
    }
    return new Text(
        "What the module cache lacks is asked of %s, in this order, for every file anew."
            .formatted(String.join(", then ", asked)),
        "模块缓存中没有的文件，会逐个按此顺序询问：%s。".formatted(String.join("，然后 ", asked)));
  }

  /** Who serves the module at a step, or nothing if the step asks nobody for a file of it. */
  private static String source(Step step) {
    return switch (step) {
      case Step.ProxyRequest request ->
          request.url().host().isEmpty() ? request.place().of().name() : request.url().host();
      case Step.Discovery discovery -> StepWords.server(discovery.urls().getFirst());
      case Step.Repository repository ->
          repository.url().replaceFirst("^[a-z+]+://", "").replaceFirst("/.*", "");
      case Step.Skip skip -> "";
      case Step.RepositoryProbe probe -> "";
      case Step.SumDbSupport support -> "";
      case Step.SumDbLookup lookup -> "";
      case Step.Refusal refusal -> "";
    };
  }
}
