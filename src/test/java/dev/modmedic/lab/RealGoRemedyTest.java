package dev.modmedic.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.go.RealGo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the real go command fail on loopback, for every go on this machine, and runs the remedies
 * of the diagnosis: the command that failed must succeed after them.
 */
class RealGoRemedyTest {
  private static final int AT_ONCE = 2;
  private static final Engine ENGINE = TestEngine.bundled();

  @TempDir static Path folder;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);
  private static List<RealGo> installed = List.of();
  private static LabServers servers;

  @BeforeAll
  static void openLaboratory() throws Exception {
    installed = RealGo.installed();
    assumeThat(installed)
        .as("go commands in MODMEDIC_TEST_GO, below /usr/lib/go-* or on the PATH")
        .isNotEmpty();
    servers = new LabServers(Files.createDirectories(folder.resolve("servers")));
  }

  @AfterAll
  static void closeLaboratory() throws Exception {
    THREADS.shutdownNow();
    // Without a go command the laboratory was never opened.
    if (!installed.isEmpty()) {
      servers.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> theCommandThatFailedSucceedsAfterTheFirstRemedyThatMends()
      throws IOException {
    var trials = new ArrayList<Map.Entry<String, Future<List<String>>>>();
    for (RemedyProof proof : RemedyProof.all()) {
      for (RealGo go : installed) {
        if (proof.scenario().appliesTo(go.release())) {
          var bench = new RemedyBench(proof, go, servers.words(), folder);
          trials.add(
              Map.entry(
                  proof.scenario().name() + " on " + go,
                  THREADS.submit(() -> new RemedyTrial(proof, bench, ENGINE).mistakes())));
        }
      }
    }

    return trials.stream()
        .map(trial ->
            dynamicTest(trial.getKey(), () -> assertThat(trial.getValue().get()).isEmpty()));
  }
}
