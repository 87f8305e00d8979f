package dev.modmedic.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.go.RealGo;
import java.io.IOException;
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
 * Makes the real go command fail on loopback and diagnoses what it prints, for every go on this
 * machine.
 *
 * <p>With {@code -Dlab.record=true} the recordings below src/test/resources/lab are written again.
 */
class RealGoFailureTest {
  private static final int AT_ONCE = 2;
  private static final boolean RECORD = Boolean.getBoolean("lab.record");
  private static final Engine ENGINE = TestEngine.bundled();

  @TempDir static Path folder;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);
  private static List<RealGo> installed = List.of();
  private static Laboratory laboratory;

  @BeforeAll
  static void openLaboratory() throws Exception {
    installed = RealGo.installed();
    String advice = "go commands in MODMEDIC_TEST_GO, below /usr/lib/go-* or on the PATH";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(installed).as(advice).isNotEmpty();
    }
    assumeThat(installed).as(advice).isNotEmpty();
    laboratory = new Laboratory(folder);
  }

  @AfterAll
  static void closeLaboratory() throws Exception {
    THREADS.shutdownNow();
    // Without a go command the laboratory was never opened.
    if (!installed.isEmpty()) {
      laboratory.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> theFirstCauseOfEveryFailureIsTheRightOne() throws IOException {
    var runs = new ArrayList<Map.Entry<String, Future<Recording>>>();
    for (LabScenario scenario : LabScenario.all()) {
      for (RealGo go : installed) {
        if (scenario.appliesTo(go.release())) {
          runs.add(
              Map.entry(
                  scenario.name() + " on " + go,
                  THREADS.submit(() -> laboratory.run(scenario, go))));
        }
      }
    }

    return runs.stream().map(run -> dynamicTest(run.getKey(), () -> check(run.getValue())));
  }

  private static void check(Future<Recording> run) throws Exception {
    Recording recording = run.get();
    if (RECORD) {
      recording.write();
    }

    assertThat(recording.mistake(ENGINE)).isEmpty();
  }
}
