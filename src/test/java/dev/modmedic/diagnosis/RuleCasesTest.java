package dev.modmedic.diagnosis;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.modmedic.diagnosis.RuleCase.Expect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleCasesTest {
  private static final Path CASES = Path.of("src/test/resources/knowledge");
  private static final Engine ENGINE = TestEngine.bundled();
  private static final Map<String, List<RuleCase>> BY_CODE =
      RuleCase.below(CASES).stream()
          .collect(groupingBy(RuleCase::code, TreeMap::new, java.util.stream.Collectors.toList()));

  @TestFactory
  Stream<DynamicNode> everyCauseDecidesItsCases() {
    return BY_CODE.entrySet().stream()
        .map(file -> dynamicContainer(file.getKey(), file.getValue().stream().map(this::decides)));
  }

  private DynamicTest decides(RuleCase one) {
    return dynamicTest(one.name(), () -> assertThat(one.failure(ENGINE)).isEmpty());
  }

  @TestFactory
  Stream<DynamicNode> withoutItsKeyLineACauseIsSilent() {
    return BY_CODE.entrySet().stream()
        .map(file ->
            dynamicContainer(
                file.getKey(),
                file.getValue().stream().filter(one -> one.key() != null).map(this::isSilent)));
  }

  private DynamicTest isSilent(RuleCase one) {
    return dynamicTest(one.name(), () -> assertThat(one.mutationFailure(ENGINE)).isEmpty());
  }

  @Test
  void everyCauseHasAMatchWithAKeyAndANearMiss() {
    assertThat(ENGINE.knowledge().causes())
        .filteredOn(cause -> !cause.layer().equals("ok"))
        .allSatisfy(cause -> {
          List<RuleCase> cases = BY_CODE.getOrDefault(cause.code(), List.of());
          assertThat(cases)
              .as("%s needs a match", cause.code())
              .anyMatch(one -> one.expect() == Expect.MATCH);
          assertThat(cases)
              .as("%s needs a near miss", cause.code())
              .anyMatch(one -> one.expect() == Expect.NO_MATCH);
          if (!cause.signals().isEmpty()) {
            assertThat(cases)
                .as("%s needs a key whose loss silences it", cause.code())
                .anyMatch(one -> one.key() != null);
          }
        });
  }

  @Test
  void everyCaseBelongsToACause() {
    assertThat(BY_CODE.keySet()).allMatch(code -> ENGINE.knowledge().cause(code).isPresent());
  }
}
