package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the model against the real go command, on scripted loopback servers.
 *
 * <p>Binaries come from MODMEDIC_TEST_GO (a colon-separated list), Debian's packages, and the PATH.
 */
class RealGoTest {
  private static final int GENERATED = 600;
  private static final int AT_ONCE = 2;
  private static final List<String> SETTINGS =
      List.of(
          "GOPROXY",
          "GOSUMDB",
          "GOPRIVATE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOINSECURE",
          "GOVCS",
          "GO111MODULE");

  @TempDir static Path folder;
  private static List<RealGo> installed = List.of();
  private static ScriptedWorld world;

  private record Task(RealGo go, Scenario scenario) {}

  @BeforeAll
  static void startWorld() throws Exception {
    installed = RealGo.installed();
    assumeThat(installed)
        .as("go commands in MODMEDIC_TEST_GO, below /usr/lib/go-* or on the PATH")
        .isNotEmpty();
    world = new ScriptedWorld(GitRepository.create(folder.resolve("repository")));
  }

  @AfterAll
  static void stopWorld() throws IOException {
    // Without a go command the world was never started.
    if (!installed.isEmpty()) {
      world.close();
    }
  }

  @Test
  void everyKnownRowEndsAsInEveryInstalledGo() throws Exception {
    List<String> rows = read("/go/proxy-lists.tsv").filter(row -> !row.startsWith("#")).toList();

    var tasks = new ArrayList<Task>();
    for (RealGo go : installed) {
      for (String row : rows) {
        Scenario scenario = Scenario.ofRow(tasks.size(), row);
        if (scenario.appliesTo(go.release())) {
          tasks.add(new Task(go, scenario));
        }
      }
    }

    assertThat(differences("known rows", tasks)).isEmpty();
  }

  @Test
  void generatedListsEndAsInTheRealGo() throws Exception {
    var tasks = new ArrayList<Task>();
    for (RealGo go : installed) {
      int count = go.equals(installed.getLast()) ? GENERATED : GENERATED / 4;
      new GeneratedScenarios(go.release().minor())
          .take(count, 100_000 + tasks.size())
          .forEach(scenario -> tasks.add(new Task(go, scenario)));
    }

    assertThat(differences("generated lists", tasks)).isEmpty();
  }

  @Test
  void settingsAreThoseThatGoPrints() throws Exception {
    List<Map<String, String>> environments =
        List.of(
            Map.of(),
            Map.of("GOPROXY", "", "GOSUMDB", "", "GOPRIVATE", ""),
            Map.of("GOPROXY", "off", "GOSUMDB", "off", "GOINSECURE", "a.com"),
            Map.of("GOPRIVATE", "corp.com", "GOVCS", "*:git"),
            Map.of("GOPRIVATE", "corp.com", "GONOPROXY", "none", "GONOSUMDB", "x.com"));

    for (RealGo go : installed) {
      for (Map<String, String> process : environments) {
        Map<String, String> printed = go.environment(folder.resolve("env"), process);
        var fromGo = new GoEnv(printed, Map.of(), go.release());
        var fromProcess = new GoEnv(Map.of(), withHome(process), go.release());

        for (String name : SETTINGS) {
          assertThat(fromProcess.setting(name).value())
              .as("%s of %s under %s", name, go, process)
              .isEqualTo(fromGo.setting(name).value());
        }
      }
    }
  }

  private static Map<String, String> withHome(Map<String, String> process) {
    var environment = new HashMap<>(process);
    environment.put("HOME", "/home/somebody");
    return environment;
  }

  private static List<String> differences(String what, List<Task> tasks) throws Exception {
    var slots = new Semaphore(AT_ONCE);
    var differences = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> results =
          tasks.stream().map(task -> threads.submit(() -> compare(task, slots))).toList();
      for (Future<Optional<String>> result : results) {
        result.get().ifPresent(differences::add);
      }
    }
    System.out.printf(
        "%s: %d combinations on %s, %d differences%n",
        what, tasks.size(), installed, differences.size());
    return differences;
  }

  private static Optional<String> compare(Task task, Semaphore slots) throws Exception {
    slots.acquire();
    try {
      Path home = folder.resolve("run" + task.scenario().id());
      return new Comparison(task.scenario(), task.go(), world, home).difference();
    } finally {
      slots.release();
    }
  }

  private static Stream<String> read(String resource) throws Exception {
    var url = Objects.requireNonNull(RealGoTest.class.getResource(resource), resource);
    return Files.readAllLines(Path.of(url.toURI())).stream();
  }
}
