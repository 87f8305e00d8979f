package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemediesTest {
  private static final String CAUSE =
      """
      signals: [{id: s, pattern: 'missing "(?P<module>[^"]+)"', weight: 6}]
      remedies:
        - title: { en: Switch checks off, zh: 关闭校验 }
          scope: machine
          risk: security
          steps: ['go env -w GOSUMDB=off']
        - title: { en: 'Fetch {module}', zh: '获取 {module}' }
          scope: module
          risk: none
          steps: ['go get {module}']
          verify: 'go list -m {module}'
      """;

  @Test
  void theSafestComesFirstAndIsFilledIn() {
    List<Finding.Remedied> remedies = remediesFor("example.com/mod");

    assertThat(remedies)
        .extracting(r -> r.title().en())
        .containsExactly("Fetch example.com/mod", "Switch checks off");
    assertThat(remedies.getFirst().steps().getFirst().run()).isEqualTo("go get example.com/mod");
    assertThat(remedies.getFirst().verify())
        .containsExactly(new Step(Shell.ANY, "go list -m example.com/mod"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x; rm -rf /",
        "$(reboot)",
        "`reboot`",
        "a && b",
        "a > b",
        "-o=evil",
        "a%PATH%",
        "a'b"
      })
  void wordsOfALogNeverBecomeACommand(String hostile) {
    assertThat(remediesFor(hostile))
        .extracting(r -> r.title().en())
        .containsExactly("Switch checks off");
  }

  private static List<Finding.Remedied> remediesFor(String module) {
    return TestEngine.knowing("[]", Map.of("a.missing", CAUSE))
        .diagnose(Inquiry.of("missing \"" + module + "\""))
        .causes()
        .getFirst()
        .remedies();
  }
}
