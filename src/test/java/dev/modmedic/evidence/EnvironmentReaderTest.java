package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.EnvironmentReader.Problem;
import dev.modmedic.evidence.EnvironmentReader.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentReaderTest {
  static List<Arguments> wrongShapes() {
    return List.of(
        Arguments.of(Map.of("goVersion", 1.25), "/goVersion"),
        Arguments.of(Map.of("os", List.of("linux")), "/os"),
        Arguments.of(Map.of("goEnv", "GOPROXY=off"), "/goEnv"),
        Arguments.of(Map.of("goEnv", Map.of("GOPROXY", List.of("off"))), "/goEnv/GOPROXY"),
        Arguments.of(Map.of("env", Map.of("a/b~c", Map.of())), "/env/a~1b~0c"),
        Arguments.of(Map.of("gitConfig", Map.of("http.proxy", Map.of())), "/gitConfig/http.proxy"),
        Arguments.of(
            Map.of("gitConfig", Map.of("http.proxy", List.of("a", 1))), "/gitConfig/http.proxy/1"),
        Arguments.of(Map.of("netrcHosts", "git.example"), "/netrcHosts"),
        Arguments.of(Map.of("netrcHosts", List.of("a", true)), "/netrcHosts/1"),
        Arguments.of(Map.of("checks", Map.of()), "/checks"),
        Arguments.of(Map.of("checks", List.of("ping")), "/checks/0"),
        Arguments.of(Map.of("checks", List.of(Map.of("ms", "12"))), "/checks/0/ms"),
        Arguments.of(Map.of("resources", Map.of("cpus", "four")), "/resources/cpus"),
        Arguments.of(Map.of("ci", 3), "/ci"),
        Arguments.of(Map.of("clock", "yesterday"), "/clock"),
        Arguments.of(Map.of("clock", 1_700_000_000), "/clock"));
  }

  @ParameterizedTest
  @MethodSource("wrongShapes")
  void aWrongShapeIsRefusedAtItsPlace(Map<String, ?> tree, String pointer) {
    Result result = EnvironmentReader.read(tree);

    assertThat(problems(result)).extracting(Problem::pointer).containsExactly(pointer);
  }

  @Test
  void everyProblemIsNamedInBothLanguages() {
    Result result = EnvironmentReader.read(Map.of("os", 1, "arch", 2));

    assertThat(problems(result))
        .extracting(Problem::message)
        .containsOnly(new Text("must be text", "必须是文本"));
    assertThat(problems(result)).hasSize(2);
  }

  @Test
  void endlessProblemsAreCutOff() {
    List<Object> checks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      checks.add("wrong");
    }

    Result result = EnvironmentReader.read(Map.of("checks", checks));

    assertThat(problems(result)).hasSize(EnvironmentWalk.MOST_PROBLEMS);
  }

  @Test
  void textBeyondAMebibyteIsRefused() {
    String limit = "x".repeat(EnvironmentReader.LONGEST_TEXT);

    assertThat(problems(EnvironmentReader.read(Map.of("goMod", limit)))).isEmpty();
    assertThat(problems(EnvironmentReader.read(Map.of("custom", List.of(limit + "x")))))
        .extracting(Problem::pointer)
        .containsExactly("/custom/0");
  }

  @Test
  void moreEntriesThanTheLimitAreRefused() {
    Map<String, Object> env = new HashMap<>();
    for (int i = 0; i <= EnvironmentReader.MOST_ENTRIES; i++) {
      env.put("NAME_" + i, "value");
    }

    assertThat(problems(EnvironmentReader.read(Map.of("env", env))))
        .extracting(Problem::pointer)
        .containsExactly("/env");
    env.remove("NAME_0");
    assertThat(problems(EnvironmentReader.read(Map.of("env", env)))).isEmpty();
  }

  @Test
  void anUnknownKeyNestedWithoutEndIsRefused() {
    Map<String, Object> nested = Map.of("end", true);
    for (int i = 0; i < 100_000; i++) {
      nested = Map.of("a", nested);
    }

    assertThat(problems(EnvironmentReader.read(nested)))
        .extracting(problem -> problem.message().en())
        .containsExactly("is nested too deeply");
  }

  @Test
  void soundValuesAreReadAndUnknownKeysKept() {
    Map<String, Object> tree =
        Map.of(
            "goVersion", "go1.25.1",
            "goEnv", Map.of("GOPROXY", "off", "CGO_ENABLED", 1, "GOTELEMETRY", false),
            "gitConfig", Map.of("url.ssh://git@a/.insteadOf", List.of("https://a/", "http://a/")),
            "netrcHosts", List.of("git.example"),
            "checks", List.of(Map.of("kind", "tcp", "target", "a:443", "ms", 12.5, "note", "x")),
            "resources", Map.of("load1", 0.5, "diskFreeBytes", 12_345_678_901L),
            "ci", Map.of("name", "GitLab"),
            "clock", "2026-11-21T18:55:49.5+08:00",
            "future", List.of(Map.of("a", List.of(1, true, "\0"))));

    Result result = EnvironmentReader.read(tree);

    assertThat(result).isEqualTo(new Result.Read(new Environment(new LinkedHashMap<>(tree))));
  }

  @Test
  void nullsCountAsNotSent() {
    Map<String, Object> goEnv = new HashMap<>();
    goEnv.put("GOPROXY", null);
    goEnv.put("GOSUMDB", "off");
    Map<String, Object> tree = new HashMap<>();
    tree.put("goVersion", null);
    tree.put("goEnv", goEnv);
    tree.put("netrcHosts", Arrays.asList("a", null));

    Result result = EnvironmentReader.read(tree);

    assertThat(result)
        .isEqualTo(
            new Result.Read(
                new Environment(
                    Map.of("goEnv", Map.of("GOSUMDB", "off"), "netrcHosts", List.of("a")))));
  }

  private static List<Problem> problems(Result result) {
    return switch (result) {
      case Result.Read read -> List.of();
      case Result.Refused(List<Problem> problems) -> problems;
    };
  }
}
