package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
  static List<Arguments> secrets() {
    List<Arguments> pairs = new ArrayList<>();
    List<String> lines = lines("secrets.txt");
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("< ")) {
        pairs.add(Arguments.of(lines.get(i).substring(2), lines.get(i + 1).substring(2)));
      }
    }
    return pairs;
  }

  static List<String> harmless() {
    return lines("harmless.txt");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretIsMaskedAndNothingElse(String logged, String kept) {
    String redacted = Redaction.redact(logged);

    assertThat(redacted).isEqualTo(kept);
    assertThat(Redaction.redact(redacted)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatIsNoSecretStays(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @Test
  void aLogWithoutSecretsStaysAsAWhole() {
    String log = String.join("\n", lines("harmless.txt"));

    assertThat(Redaction.redact(log)).isEqualTo(log);
  }

  @Test
  void everyLineOfAPrivateKeyIsMasked() {
    String log = text("private-key.log");

    String redacted = Redaction.redact(log);

    assertThat(redacted).isEqualTo(text("private-key.redacted.log"));
    assertThat(Redaction.redact(redacted)).isEqualTo(redacted);
  }

  @Test
  void aSettingWithASecretNameIsMaskedWhole() {
    Environment environment =
        new Environment(
            Map.of(
                "env",
                Map.of(
                    "DEPLOY_TOKEN", "a b c",
                    "HTTPS_PROXY", "bob:hunter2@proxy.example:3128",
                    "PWD", "/home/bob"),
                "goEnv",
                Map.of("GOPROXY", "https://bob:hunter2@a.example,direct", "GOAUTH", "netrc"),
                "gitConfig",
                Map.of(
                    "http.extraheader",
                    List.of("AUTHORIZATION: basic eA=="),
                    "url.https://bob:hunter2@git.example/.insteadOf",
                    "https://git.example/"),
                "netrc",
                "machine a\n  login bob\n  password hunter2\n",
                "custom",
                List.of(Map.of("secret", 12345, "deep", List.of("Cookie: a=b")))));

    assertThat(Redaction.redact(environment).values())
        .isEqualTo(
            Map.of(
                "env",
                Map.of(
                    "DEPLOY_TOKEN", "[redacted]",
                    "HTTPS_PROXY", "bob:[redacted]@proxy.example:3128",
                    "PWD", "/home/bob"),
                "goEnv",
                Map.of("GOPROXY", "https://bob:[redacted]@a.example,direct", "GOAUTH", "netrc"),
                "gitConfig",
                Map.of(
                    "http.extraheader",
                    List.of("[redacted]"),
                    "url.https://bob:[redacted]@git.example/.insteadOf",
                    "https://git.example/"),
                "netrc",
                "machine a\n  login bob\n  password [redacted]\n",
                "custom",
                List.of(Map.of("secret", "[redacted]", "deep", List.of("Cookie: [redacted]")))));
  }

  private static List<String> lines(String file) {
    return text(file).lines().toList();
  }

  private static String text(String file) {
    try (InputStream in = RedactionTest.class.getResourceAsStream("/redaction/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
