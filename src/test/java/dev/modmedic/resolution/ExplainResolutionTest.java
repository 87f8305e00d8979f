package dev.modmedic.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Environment;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.Step.Reaction;
import dev.modmedic.resolution.Resolution.Explained;
import dev.modmedic.resolution.Resolution.Goal;
import dev.modmedic.resolution.Resolution.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainResolutionTest {
  private static final String MODULE = "example.com/m";

  @Test
  void aMalformedGoproxyStopsBeforeAnyStep() {
    Resolution resolution = explain(Map.of("GOPROXY", "nonsense"), "v1.0.0");

    assertThat(resolution.steps()).isEmpty();
    assertThat(resolution.problem()).contains("invalid proxy URL");
    assertThat(resolution.summary().en()).contains("invalid proxy URL");
    assertThat(resolution.summary().zh()).contains("invalid proxy URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GOFLAGS; mod=vendor; parsing $GOFLAGS: non-flag \"mod=vendor\"",
        "GOFLAGS; -foo; parsing $GOFLAGS: unknown flag -foo",
        "GO111MODULE; yes; unknown environment setting GO111MODULE=yes",
        "GODEBUG; cmdgonetlimit=0; network disabled by cmdgonetlimit=0",
        "GOTOOLCHAIN; 1.23.0; invalid GOTOOLCHAIN \"1.23.0\"",
        "GOAUTH; git relative; GOAUTH=git dir method requires an absolute path to the git working"
            + " directory, dir is not absolute"
      })
  void whatStopsEveryCommandLeavesNobodyToAsk(String name, String value, String problem) {
    Environment environment =
        new Environment(Map.of("goVersion", "go1.24.1", "env", Map.of(name, value)));

    Resolution resolution = new ExplainResolution().explain(environment, MODULE, "v1.0.0");

    assertThat(resolution.problem()).isEqualTo(problem);
    assertThat(resolution.steps()).isEmpty();
    assertThat(resolution.summary().en()).contains(problem);
    assertThat(ids(resolution)).doesNotContain("vendor-mode");
  }

  @Test
  void aGoauthThatIsNotReadStopsNothing() {
    Map<String, String> malformed = Map.of("GOAUTH", "off;netrc");
    Environment older = new Environment(Map.of("goVersion", "go1.23.5", "env", malformed));

    assertThat(new ExplainResolution().explain(older, MODULE, "v1.0.0").problem()).isEmpty();
    assertThat(
            explain(Map.of("GOAUTH", "off;netrc", "GOPROXY", "file:///srv/modules"), "v1.0.0")
                .steps())
        .isNotEmpty();
  }

  @Test
  void theVersionThatAServerWillTellIsWrittenPlainly() {
    Resolution resolution = explain(Map.of(), "latest");

    assertThat(resolution.steps())
        .anyMatch(step -> step.target().endsWith("/@v/{version}.zip"))
        .noneMatch(step -> step.target().contains("%7B"));
  }

  @Test
  void aModulePathThatIsNoneStopsBeforeAnyStep() {
    Resolution resolution =
        new ExplainResolution().explain(environment(Map.of()), "not a path", "v1.0.0");

    assertThat(resolution.steps()).isEmpty();
    assertThat(resolution.problem()).isNotEmpty();
  }

  @Test
  void offAsksNobody() {
    Resolution resolution = explain(Map.of("GOPROXY", "off"), "v1.0.0");

    assertThat(resolution.steps()).allMatch(step -> !step.kind().equals("proxy-request"));
    assertThat(resolution.summary().en()).startsWith("Nobody is asked");
  }

  @Test
  void aFileTreeIsAProxyToo() {
    Resolution resolution = explain(Map.of("GOPROXY", "file:///srv/modules"), "v1.0.0");

    assertThat(resolution.summary().en()).contains("file:///srv/modules");
    assertThat(resolution.steps().getFirst().says().en()).contains("file:///srv/modules");
  }

  @Test
  void aVanityHostIsAskedForItsRepository() {
    Resolution resolution = explain(Map.of("GOPROXY", "direct"), "v1.0.0");

    assertThat(resolution.steps().getFirst().kind()).isEqualTo("go-import");
    assertThat(resolution.summary().en()).contains("example.com");
  }

  @Test
  void aForgeIsReadByGitAtOnce() {
    Resolution resolution =
        new ExplainResolution()
            .explain(environment(Map.of("GOPROXY", "direct")), "github.com/acme/m", "v1.0.0");

    assertThat(resolution.steps().getFirst().kind()).isEqualTo("repository");
    assertThat(resolution.summary().en()).contains("github.com");
  }

  @Test
  void aCommaGoesOnAfterNotFoundOnly() {
    Resolution resolution = explain(Map.of("GOPROXY", "https://a.example,direct"), "v1.0.0");

    Explained first = resolution.steps().getFirst();
    assertThat(first.target()).isEqualTo("https://a.example/example.com/m/@v/v1.0.0.info");
    assertThat(first.after())
        .containsEntry(Outcome.OK, Reaction.PROCEED)
        .containsEntry(Outcome.NOT_FOUND, Reaction.NEXT_ENTRY)
        .containsEntry(Outcome.HTTP_ERROR, Reaction.END)
        .containsEntry(Outcome.TRANSPORT_ERROR, Reaction.END);
    assertThat(first.says().en()).contains("Only 404 and 410");
    assertThat(ids(resolution)).contains("comma-falls-through-on-not-found-only");
  }

  @Test
  void aPipeGoesOnAfterAnyFailure() {
    Resolution resolution = explain(Map.of("GOPROXY", "https://a.example|direct"), "v1.0.0");

    Explained first = resolution.steps().getFirst();
    assertThat(first.after()).containsEntry(Outcome.TRANSPORT_ERROR, Reaction.NEXT_ENTRY);
    assertThat(first.says().en()).contains("After any failure");
    assertThat(ids(resolution)).doesNotContain("comma-falls-through-on-not-found-only");
  }

  @Test
  void aPrivateModuleBypassesEveryProxy() {
    Resolution resolution = explain(Map.of("GOPRIVATE", "example.com"), "v1.0.0");

    assertThat(resolution.steps()).noneMatch(step -> step.kind().equals("proxy-request"));
    assertThat(ids(resolution)).contains("private-bypasses-proxies", "sumdb-not-asked");
  }

  @Test
  void theChecksumDatabaseIsAskedThroughTheProxy() {
    Resolution resolution = explain(Map.of(), "v1.0.0");

    assertThat(resolution.steps())
        .extracting(Explained::kind)
        .contains("sumdb-support", "sumdb-lookup");
    assertThat(ids(resolution)).contains("sumdb-through-proxy");
  }

  @Test
  void aNewerGoLineFetchesTheToolchainFirst() {
    Map<String, Object> values = new HashMap<>(environment(Map.of()).values());
    values.put("goMod", "module example.org/app\n\ngo 1.24.2\n");

    Resolution resolution =
        new ExplainResolution().explain(new Environment(values), MODULE, "v1.0.0");

    Explained first = resolution.steps().getFirst();
    assertThat(first.goal()).isEqualTo(Goal.TOOLCHAIN);
    assertThat(first.target()).contains("golang.org/toolchain/@v/v0.0.1-go1.24.2.linux-amd64.zip");
    assertThat(ids(resolution)).contains("toolchain-switch");
  }

  @Test
  void withoutSwitchingANewerGoLineIsRefused() {
    Map<String, Object> values =
        new HashMap<>(environment(Map.of("GOTOOLCHAIN", "local")).values());
    values.put("goMod", "module example.org/app\n\ngo 1.24.2\n");

    Resolution resolution =
        new ExplainResolution().explain(new Environment(values), MODULE, "v1.0.0");

    assertThat(resolution.steps()).allMatch(step -> step.goal() == Goal.MODULE);
    assertThat(ids(resolution)).contains("toolchain-too-old");
  }

  @Test
  void aReplacementByAFolderFetchesNothing() {
    Map<String, Object> values = new HashMap<>(environment(Map.of()).values());
    values.put("goMod", "module example.org/app\n\nreplace example.com/m => ../m\n");

    Resolution resolution = new ExplainResolution().explain(new Environment(values), MODULE, "");

    assertThat(resolution.steps()).isEmpty();
    assertThat(ids(resolution)).contains("replaced");
  }

  @Test
  void aReplacementByAModuleIsWhatIsFetched() {
    Map<String, Object> values = new HashMap<>(environment(Map.of()).values());
    values.put(
        "goMod", "module example.org/app\n\nreplace example.com/m => example.com/fork v1.2.0\n");

    Resolution resolution = new ExplainResolution().explain(new Environment(values), MODULE, "");

    assertThat(resolution.module()).isEqualTo("example.com/fork");
    assertThat(resolution.steps().getFirst().target()).contains("example.com/fork/@v/v1.2.0.info");
  }

  @Test
  void withoutAQueryTheLatestVersionIsLookedFor() {
    Resolution resolution = explain(Map.of(), "");

    assertThat(resolution.query()).isEqualTo("latest");
    assertThat(resolution.steps().getFirst().file()).isEqualTo("list");
  }

  @Test
  void whatWasNotSentIsSaid() {
    Resolution resolution = new ExplainResolution().explain(Environment.NONE, MODULE, "");

    assertThat(ids(resolution)).contains("release-assumed", "settings-assumed");
  }

  @ParameterizedTest
  @CsvSource({
    "ALL_PROXY, socks5://127.0.0.1:1080, all-proxy-not-read",
    "HTTPS_PROXY, 'http://bad host:%', http-proxy-ignored",
    "GOFLAGS, -mod=vendor, vendor-mode",
    "GOPRIVATE, https://example.org, dead-pattern",
    "GOPROXY, 'https://a.example,direct,https://b.example', ignored-entries",
    "GOPROXY, https://a.example, no-direct",
    "GOSUMDB, off, sumdb-not-asked"
  })
  void aWrongBeliefIsNamed(String variable, String value, String note) {
    Resolution resolution = explain(Map.of(variable, value), "v1.0.0");

    assertThat(ids(resolution)).contains(note);
  }

  @Test
  void secretsDoNotComeBack() {
    Resolution resolution =
        explain(
            Map.of(
                "GOPROXY", "https://dev:hunter2secret@a.example",
                "HTTPS_PROXY", "http://dev:hunter2secret@proxy.example:3128"),
            "v1.0.0");

    assertThat(resolution.toString()).doesNotContain("hunter2secret");
  }

  @Test
  void everyStepAndNoteSpeaksBothLanguages() {
    Resolution resolution = explain(Map.of("GOPRIVATE", "example.org"), "latest");

    assertThat(resolution.steps())
        .isNotEmpty()
        .allSatisfy(step -> {
          assertThat(step.says().en()).isNotBlank();
          assertThat(step.says().zh()).matches("(?s).*\\p{IsHan}.*");
        });
    assertThat(resolution.notes())
        .allSatisfy(note -> assertThat(note.says().zh()).matches("(?s).*\\p{IsHan}.*"));
  }

  @Test
  void stepsAreNumberedFromOne() {
    List<Explained> steps = explain(Map.of(), "v1.0.0").steps();

    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).number()).isEqualTo(i + 1);
    }
  }

  private static Resolution explain(Map<String, String> process, String query) {
    return new ExplainResolution().explain(environment(process), MODULE, query);
  }

  private static Environment environment(Map<String, String> process) {
    Map<String, String> env = new HashMap<>(process);
    env.put("HOME", "/home/dev");
    return new Environment(
        Map.of("goVersion", "go1.23.5", "os", "linux", "arch", "amd64", "env", env));
  }

  private static List<String> ids(Resolution resolution) {
    return resolution.notes().stream().map(Note::id).toList();
  }
}
