package dev.modmedic.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Diagnoses what real go commands printed when they were recorded; no go is needed. */
class RecordedLogsTest {
  private static final Engine ENGINE = TestEngine.bundled();

  @TestFactory
  Stream<DynamicTest> theFirstCauseOfEveryRecordedFailureIsTheRightOne() throws IOException {
    return Recording.all().stream()
        .map(recording ->
            dynamicTest(
                recording.scenario() + " on go" + recording.go(),
                () -> assertThat(recording.mistake(ENGINE)).isEmpty()));
  }

  @Test
  void everyScenarioIsRecordedWithWhatItExpects() throws IOException {
    Map<String, List<String>> declared = new HashMap<>();
    LabScenario.all().forEach(scenario -> declared.put(scenario.name(), scenario.expected()));

    List<Recording> recordings = Recording.all();

    var recorded = new HashSet<String>();
    assertThat(recordings)
        .allSatisfy(recording -> {
          recorded.add(recording.scenario());
          assertThat(declared).containsEntry(recording.scenario(), recording.expected());
        });
    assertThat(recorded).isEqualTo(declared.keySet());
  }

  @Test
  void noRecordingTellsOfTheMachineItWasMadeOn() throws IOException {
    assertThat(Recording.all())
        .allSatisfy(recording ->
            assertThat(recording.log() + recording.environment())
                .doesNotContain("/junit", "/root", System.getProperty("user.dir")));
  }
}
