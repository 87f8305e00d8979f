package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.web.CollectRun.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectSecretsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/redaction");
  private static final String GITHUB = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void whatTheServiceMasksHasLeftNobodysMachine(String shell) throws IOException {
    List<String> logged = logged();

    List<String> collected = run(shell).pipe(String.join("\n", logged)).log().lines().toList();

    assertThat(collected).hasSameSizeAs(logged);
    for (int i = 0; i < logged.size(); i++) {
      assertThat(collected.get(i)).doesNotContain(secrets(logged.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void noLineOfAPrivateKeyIsPrinted(String shell) throws IOException {
    String log = Files.readString(RESOURCES.resolve("private-key.log"));
    List<String> kept = Redaction.redact(log).lines().toList();
    List<String> secret = log.lines().filter(line -> !kept.contains(line)).toList();

    String collected = run(shell).pipe(log).log();

    assertThat(secret).isNotEmpty();
    assertThat(collected.lines()).doesNotContainAnyElementsOf(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void settingsAndFilesAreMaskedAsTheLogIs(String shell) throws IOException {
    CollectRun run =
        run(shell)
            .with("HTTPS_PROXY", "bob:Planted-1@proxy.corp:3128")
            .with("http_proxy", "http://bob:Planted-2@proxy.corp:3128")
            .with("GOPROXY", "file:///none,https://bob:Planted-3@127.0.0.1:9")
            .with("GIT_TOKEN", "Planted-4")
            .with("GOFLAGS", "-ldflags=-X=main.token=" + GITHUB)
            .with("GIT_CONFIG_VALUE_0", "AUTHORIZATION: basic UGxhbnRlZC01")
            .with("CI_JOB_TOKEN", "Planted-6")
            .with("GOOGLE_API_KEY", "Planted-7");
    Files.writeString(run.folder().resolve("go.mod"), "module x // https://u:Planted-8@h/\n");
    Files.writeString(
        run.home().resolve(".netrc"),
        "machine git.corp login bob password Planted-9\nmachine\nproxy.corp login Planted-10\n"
            + "macdef init\nmachine Planted-11\n\ndefault login Planted-12 password machine\n");

    Output output = run.pipe("");

    assertThat(output.printed()).doesNotContain("Planted", GITHUB, "UGxhbnRlZC01");
    assertThat(output.environment().list("netrcHosts"))
        .containsExactly("git.corp", "proxy.corp", "default");
    assertThat(output.environment().texts("env"))
        .containsEntry("HTTPS_PROXY", "bob:[redacted]@proxy.corp:3128")
        .containsEntry("http_proxy", "http://bob:[redacted]@proxy.corp:3128")
        .containsEntry("GIT_TOKEN", "[redacted]");
  }

  @Test
  void gitSettingsThatMatterAreKeptWithoutTheirUsers() throws IOException {
    assumeThat(Shell.find("git")).as("git is not installed").isPresent();
    CollectRun run = run("dash").with("GIT_CONFIG_NOSYSTEM", "1");
    Files.writeString(
        run.home().resolve(".gitconfig"),
        """
        [url "https://bob:Planted-1@git.corp/"]
          insteadOf = https://git.corp/
          insteadOf = git@git.corp:
        [http "https://git.corp/"]
          extraheader = "AUTHORIZATION: bearer Planted-2"
          proxy = bob:Planted-3@proxy.corp:3128
        [user]
          email = bob@example.com
        """);

    Output output = run.pipe("");

    assertThat(output.printed()).doesNotContain("Planted", "bob@example.com");
    assertThat(output.at("/gitConfig").toString())
        .isEqualTo(
            "{\"url.https://[redacted]@git.corp/.insteadof\":"
                + "[\"https://git.corp/\",\"git@git.corp:\"],"
                + "\"http.https://git.corp/.proxy\":\"bob:[redacted]@proxy.corp:3128\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox"})
  void aSecretIsFoundWhereverALongLineIsCut(String shell) {
    String log =
        IntStream.range(16_300, 16_400)
            .mapToObj(at ->
                "x".repeat(at) + " https://bob:Planted-1@h/ token=" + GITHUB + " " + "y".repeat(99))
            .collect(Collectors.joining("\n"));

    String collected = run(shell).pipe(log).log();

    assertThat(collected).doesNotContain("Planted", GITHUB.substring(20)).hasLineCount(100);
    assertThat(collected.lines()).allMatch(line -> line.endsWith("y".repeat(99)));
  }

  /** Lines with secrets as programs print them. */
  static List<String> logged() throws IOException {
    return Files.readAllLines(RESOURCES.resolve("secrets.txt")).stream()
        .filter(line -> line.startsWith("< "))
        .map(line -> line.substring(2))
        .toList();
  }

  private CollectRun run(String shell) {
    return new CollectRun(Shell.named(shell, temporary), temporary);
  }

  /** The stretches of a line that the service masks. */
  static String[] secrets(String line) {
    String shape =
        Arrays.stream(Redaction.redact(line).split(Pattern.quote(Redaction.MASK), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("(.+?)"));
    Matcher matcher = Pattern.compile(shape).matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(matcher::group)
        .toArray(String[]::new);
  }
}
