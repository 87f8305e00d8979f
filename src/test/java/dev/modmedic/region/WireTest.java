package dev.modmedic.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

class WireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

  @Property(tries = 300)
  void assignmentsComeBack(@ForAll("assignments") Assignment assignment) {
    assertThat(AssignmentWire.read(throughText(AssignmentWire.write(assignment))))
        .isEqualTo(assignment);
  }

  @Property(tries = 300)
  void resultsComeBack(@ForAll("runs") RunResult run) {
    assertThat(ResultWire.read(throughText(ResultWire.write(run)))).isEqualTo(run);
  }

  @Property(tries = 200)
  void resultsComeBackFromTheTable(@ForAll("runs") RunResult run) {
    assertThat(ResultWire.readResult(throughText(ResultWire.write(run.result()))))
        .isEqualTo(run.result());
  }

  @Property(tries = 200)
  void syncRequestsComeBack(@ForAll("requests") SyncRequest request) {
    assertThat(SyncWire.readRequest(throughText(SyncWire.write(request)))).isEqualTo(request);
  }

  @Property(tries = 200)
  void syncAnswersComeBack(@ForAll("answers") SyncAnswer answer) {
    assertThat(SyncWire.readAnswer(throughText(SyncWire.write(answer)))).isEqualTo(answer);
  }

  @Property(tries = 200)
  void batchAnswersComeBack(@ForAll("batchAnswers") BatchAnswer answer) {
    assertThat(SyncWire.readBatchAnswer(throughText(SyncWire.write(answer)))).isEqualTo(answer);
  }

  @Property(tries = 50)
  void batchesComeBack(@ForAll("runs") RunResult run) {
    SyncWire.Batch batch = SyncWire.readBatch(throughText(SyncWire.write(List.of(run, run))));

    assertThat(batch.results()).containsExactly(run, run);
    assertThat(batch.unreadable()).isEmpty();
  }

  @Property(tries = 50)
  void fieldsOfNewerVersionsArePassedOver(@ForAll("runs") RunResult run) {
    Map<String, @Nullable Object> fields = ResultWire.write(run);
    fields.put("weather", "fine");

    assertThat(ResultWire.read(fields)).isEqualTo(run);
  }

  @Example
  void aMissingFieldIsNamed() {
    Map<String, @Nullable Object> request = request();
    request.remove("online");

    assertFlaw(() -> SyncWire.readRequest(request), "/online", "is missing");
  }

  @Example
  void aFieldOfTheWrongFormIsNamed() {
    assertFlaw(
        () -> SyncWire.readRequest(with("agentTime", "today")), "/agentTime", "must be a time");
    assertFlaw(
        () -> SyncWire.readRequest(with("spooled", -1L)), "/spooled", "must be a whole number");
    assertFlaw(
        () -> SyncWire.readRequest(with("dropped", 1.5)), "/dropped", "must be a whole number");
    assertFlaw(
        () -> SyncWire.readRequest(with("leaving", "no")), "/leaving", "must be true or false");
    assertFlaw(() -> SyncWire.readRequest("hello"), "", "must be an object");
    assertFlaw(() -> SyncWire.readRequest(null), "", "must be an object");
  }

  @Example
  void anUnreadableResultDoesNotHoldUpTheOthers() {
    RunResult good = WireSamples.runs().sample();
    Map<String, @Nullable Object> bad = new LinkedHashMap<>(ResultWire.write(good));
    bad.put("assignment", ID);
    bad.put("result", Map.of("startedAt", "2026-11-27T00:00:00Z", "outcome", "splendid"));

    SyncWire.Batch batch =
        SyncWire.readBatch(Map.of("results", List.of(bad, ResultWire.write(good))));

    assertThat(batch.results()).containsExactly(good);
    assertThat(batch.unreadable())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.assignment()).hasToString(ID);
          assertThat(refused.reason())
              .isEqualTo("/results/0/result/outcome is \"splendid\", which is not known here");
        });
  }

  @Example
  void aResultWithoutIdentityMakesTheBatchUnreadable() {
    assertFlaw(
        () -> SyncWire.readBatch(Map.of("results", List.of(Map.of("assignment", "7")))),
        "/results/0/assignment",
        "must be a UUID");
  }

  @Example
  void aBatchHasAnEnd() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i <= SyncWire.MOST_RESULTS; i++) {
      many.add(Map.of());
    }
    assertFlaw(
        () -> SyncWire.readBatch(Map.of("results", many)), "/results", "must be a list of at most");
    assertFlaw(() -> SyncWire.readBatch(Map.of()), "/results", "is missing");
  }

  @Provide
  Arbitrary<Assignment> assignments() {
    return WireSamples.assignments();
  }

  @Provide
  Arbitrary<RunResult> runs() {
    return WireSamples.runs();
  }

  @Provide
  Arbitrary<SyncRequest> requests() {
    return WireSamples.requests();
  }

  @Provide
  Arbitrary<SyncAnswer> answers() {
    return WireSamples.answers();
  }

  @Provide
  Arbitrary<BatchAnswer> batchAnswers() {
    return WireSamples.batchAnswers();
  }

  private static Map<String, @Nullable Object> request() {
    return SyncWire.write(WireSamples.requests().sample());
  }

  private static Map<String, @Nullable Object> with(String name, Object value) {
    Map<String, @Nullable Object> request = request();
    request.put(name, value);
    return request;
  }

  private static void assertFlaw(ThrowingCallable reading, String pointer, String says) {
    assertThatExceptionOfType(UnreadableMessage.class)
        .isThrownBy(reading)
        .satisfies(e -> {
          assertThat(e.pointer()).isEqualTo(pointer);
          assertThat(e.says()).startsWith(says);
        });
  }

  private static Map<?, ?> throughText(Map<String, @Nullable Object> message) {
    try {
      return JSON.readValue(JSON.writeValueAsString(message), Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
