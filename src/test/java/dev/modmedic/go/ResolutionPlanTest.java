package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionPlanTest {
  private static final GoRelease GO = GoRelease.of(1, 23, 5);

  @Test
  void aListThatCannotBeReadIsRefusedBeforeAnythingIsAsked() {
    ResolutionPlan plan = plan(Map.of("GOPROXY", "none"), "example.com/m", "v1.0.0");

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.replay((step, target) -> Outcome.OK).end())
        .isEqualTo(new Replay.End.Refused("invalid proxy URL missing scheme: none"));
  }

  @Test
  void theDefaultListAsksTheMirrorThenTheOriginForEachFile() {
    ResolutionPlan plan = plan(Map.of("HOME", "/x"), "github.com/Azure/m", "v1.0.0");

    assertThat(plan.steps())
        .extracting(Step::kind)
        .containsExactly(
            "proxy-request",
            "repository",
            "proxy-request",
            "repository",
            "sumdb-support",
            "skip",
            "sumdb-lookup",
            "proxy-request",
            "repository");
    assertThat(plan.steps())
        .extracting(Step::target)
        .startsWith(
            "https://proxy.golang.org/github.com/%21azure/m/@v/v1.0.0.info",
            "https://github.com/Azure/m");
    assertThat(plan.steps().get(6).target())
        .isEqualTo("https://sum.golang.org/lookup/github.com/%21azure/m@v1.0.0");
  }

  @Test
  void eachStepSaysWhatAnOutcomeLeadsTo() {
    List<Step> steps =
        plan(Map.of("GOPROXY", "a.com|b.com,direct"), "example.com/m", "v1.0.0").steps();

    assertThat(steps.get(0).after(Outcome.HTTP_ERROR)).isEqualTo(Step.Reaction.NEXT_ENTRY);
    assertThat(steps.get(1).after(Outcome.HTTP_ERROR)).isEqualTo(Step.Reaction.END);
    assertThat(steps.get(1).after(Outcome.NOT_FOUND)).isEqualTo(Step.Reaction.NEXT_ENTRY);
    assertThat(steps.get(2).after(Outcome.TRANSPORT_ERROR)).isEqualTo(Step.Reaction.END);
    assertThat(steps.get(2).after(Outcome.OK)).isEqualTo(Step.Reaction.PROCEED);
  }

  @Test
  void aBadZipEndsEverythingEvenBehindAPipe() {
    Step zip =
        plan(Map.of("GOPROXY", "a.com|b.com"), "example.com/m", "v1.0.0").steps().stream()
            .filter(step -> step.place().file() == ModuleFile.ZIP)
            .findFirst()
            .orElseThrow();

    assertThat(zip.after(Outcome.BAD_CONTENT)).isEqualTo(Step.Reaction.END);
    assertThat(zip.after(Outcome.TRANSPORT_ERROR)).isEqualTo(Step.Reaction.NEXT_ENTRY);
  }

  @Test
  void theHttpProxyOfEachRequestIsAFact() {
    Step first =
        plan(
                Map.of("GOPROXY", "https://a.com", "HTTPS_PROXY", "http://me:secret@p:3128"),
                "example.com/m",
                "v1.0.0")
            .steps()
            .getFirst();

    assertThat(first.facts())
        .containsEntry("file", "info")
        .containsEntry("http-proxy", "http://me:xxxxx@p:3128");
  }

  @Test
  void aPrivateModuleLeavesTheProxiesOut() {
    List<Step> steps =
        plan(Map.of("GOPROXY", "a.com,off", "GOPRIVATE", "corp.com"), "corp.com/m", "v1.0.0")
            .steps();

    assertThat(steps)
        .extracting(Step::kind)
        .contains("go-import", "skip")
        .doesNotContain("proxy-request", "sumdb-lookup");
    assertThat(steps.get(1).facts()).containsEntry("reason", "disabled by GOPRIVATE/GONOPROXY");
  }

  @Test
  void hashesInGoSumSpareTheDatabase() {
    var settings = settings(Map.of("HOME", "/x"));
    ResolutionPlan plan = ResolutionPlan.of(settings, "example.com/m", "v1.0.0", true);

    assertThat(plan.checksSumDb()).isFalse();
    assertThat(plan.steps()).extracting(Step::kind).doesNotContain("sumdb-lookup");
  }

  @Test
  void aToolchainIsOnlyAZipThatTheDatabaseMustKnow() {
    ResolutionPlan plan =
        ResolutionPlan.ofToolchain(
            settings(Map.of("GOPROXY", "https://a.com", "GOSUMDB", "off")),
            "go1.24.1",
            "linux",
            "amd64");

    assertThat(plan.steps()).extracting(Step::kind).containsExactly("proxy-request", "refusal");
    assertThat(plan.steps().getLast().facts())
        .containsEntry("problem", "checksum database disabled by GOSUMDB=off");
  }

  @ParameterizedTest
  @CsvSource({
    "github.com/a/b/c, github.com/a/b, git, https://github.com/a/b, ''",
    "github.com/a, github.com/a, git, '', 'invalid github.com import path \"github.com/a\"'",
    "github.com/a/b.git, github.com/a/b.git, git, https://github.com/a/b.git, invalid version"
        + " control suffix in github.com/ path",
    "git.corp.com/a/b.git/c, git.corp.com/a/b.git, git, git.corp.com/a/b, ''",
    "chiselapp.com/user/a/repository/b, chiselapp.com/user/a/repository/b, fossil,"
        + " https://chiselapp.com/user/a/repository/b, ''"
  })
  void knownForgesNeedNoDiscovery(
      String path, String root, String tool, String repository, String problem) {
    assertThat(Forge.of(path)).contains(new Forge(root, tool, repository, problem));
  }

  @Test
  void otherHostsAreAskedForTheirRepository() {
    assertThat(Forge.of("golang.org/x/net")).isEmpty();
    assertThat(Forge.of("git.corp.com/a/b.git").orElseThrow().needsScheme()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "latest, LIST",
    "upgrade, LIST",
    "v1, LIST",
    "v1.2, LIST",
    "<v1.2.3, LIST",
    ">=v1.0.0, LIST",
    "v1.2.3, VERSION",
    "v1.2.3-rc.1, VERSION",
    "main, REVISION",
    "abcdef1, REVISION"
  })
  void aQueryTellsHowTheVersionIsFound(String query, VersionQuery.Kind kind) {
    assertThat(new VersionQuery(query).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "latest, v1.3.0",
    "v1.2, v1.2.3",
    "<v1.3.0, v1.2.3",
    "<=v1.3.0, v1.3.0",
    ">v1.0.0, v1.2.0",
    ">=v1.3.0, v1.3.0",
    ">v1.3.0, v1.4.0-rc.1",
    "v2,"
  })
  void theBestListedVersionIsChosen(String query, String chosen) {
    List<Version> listed =
        List.of("v1.0.0", "v1.2.0", "v1.2.3", "v1.3.0", "v1.4.0-rc.1").stream()
            .map(Version::new)
            .toList();

    assertThat(new VersionQuery(query).choose(listed).map(Version::text).orElse(null))
        .isEqualTo(chosen);
  }

  private static ResolutionPlan plan(Map<String, String> process, String module, String query) {
    return ResolutionPlan.of(settings(process), module, query, false);
  }

  private static FetchSettings settings(Map<String, String> process) {
    return FetchSettings.of(new GoEnv(Map.of(), process, GO), GO);
  }
}
