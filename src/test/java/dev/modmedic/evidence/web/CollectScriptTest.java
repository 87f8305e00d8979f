package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.evidence.web.CollectRun.Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectScriptTest {
  private static final String LOG =
      "go: example.com/x@v1.0.0: Get \"https://proxy.example.net/example.com/x/@v/v1.0.0.mod\":"
          + " dial tcp: lookup proxy.example.net on 10.0.0.2:53: no such host";

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void aProxyThatNeverAnswersIsATimeout(String shell) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String host = "127.0.0.1:" + silent.getLocalPort();

      Output output =
          run(shell).with("GOPROXY", "http://bob:pw123@" + host + "/x,direct").pipe(LOG);

      assertThat(output.environment().entries("checks"))
          .singleElement()
          .satisfies(check -> {
            assertThat(check).containsEntry("kind", "http").containsEntry("target", host);
            assertThat(check).containsEntry("outcome", "timeout");
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void aPortThatNobodyListensOnIsRefused(String shell) throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    Output output = run(shell).with("GOPROXY", "http://127.0.0.1:" + port).pipe(LOG);

    assertThat(output.at("/checks/0/outcome").asText()).isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void wgetStandsInForCurlAndSleepForTimeout(String shell) throws IOException {
    Shell bare =
        Shell.named(shell, temporary)
            .findingOnly(temporary, "awk", "sed", "cat", "wget", "sleep", "true");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String proxy = "http://127.0.0.1:" + silent.getLocalPort();

      Output output = new CollectRun(bare, temporary).with("GOPROXY", proxy).pipe(LOG);

      assertThat(output.at("/checks/0/outcome").asText()).isEqualTo("timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void aSnapshotIsReadAndDiagnosed(String shell) throws IOException {
    CollectRun run = run(shell).with("HTTPS_PROXY", "http://proxy.corp:3128");
    Files.writeString(run.folder().resolve("go.mod"), "module example.com/app\n\ngo 1.19\n");

    Output output = run.pipe(LOG + "\nline 2\n");

    assertThat(output.log()).isEqualTo(LOG + "\nline 2");
    assertThat(output.environment().texts("env"))
        .containsEntry("HTTPS_PROXY", "http://proxy.corp:3128");
    assertThat(output.at("/goMod").asText()).startsWith("module example.com/app\n\ngo 1.19");
    assertThat(output.environment().numbers("resources"))
        .containsKeys("diskFreeBytes", "cpus", "openFilesLimit");
    Diagnosis diagnosis =
        TestEngine.bundled()
            .diagnose(
                new Inquiry(
                    LogText.of(output.log()), output.environment(), RunContext.NONE, List.of()));
    assertThat(diagnosis.causes()).first().extracting("code").isEqualTo("dns.host-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void hostileValuesStayText(String shell) throws IOException {
    CollectRun run = run(shell);

    Output output = run.prepared(Path.of("src/test/resources/collect/hostile.sh"));

    JsonNode env = output.at("/env");
    assertThat(env.at("/GOFLAGS").asText()).isEqualTo("quote \" backslash \\ end\\");
    assertThat(env.at("/GOPRIVATE").asText())
        .isEqualTo(
            "first\nGOPROXY=https://evil.example\n=GOSUMDB\t=off\nThosts\n|10.0.0.1 evil\n}]");
    assertThat(env.at("/GOINSECURE").asText())
        .isEqualTo("bell \u0007 escape \u001b[31m delete \u007f tab \t return \r end");
    assertThat(env.at("/GOVCS").asText())
        .isEqualTo("bytes \ufffd\ufffd\ufffd\ufffd cut \ufffd\ufffd whole \u4e2d\u6587");
    assertThat(env.at("/GOBIN").asText()).isEqualTo("-n");
    assertThat(output.at("/goMod").asText())
        .isEqualTo(
            "module \"quo\\ted\"\n\n// $(touch pwned) \u0001 \ufffd `touch pwned`\n"
                + "=GOPROXY\t=evil\nThosts\r");
    assertThat(output.log())
        .isEqualTo(
            "first \"line\"\\\n\u001b[1mbold\u001b[0m \ufffd\ufffd\ufffd\ufffd $(touch pwned)\n"
                + "|\nTos\n!dns\tx\ty\tz\n\tcut \ufffd\ufffd");
    assertThat(output.environment().texts("env")).containsEntry("GOPROXY", "off");
    assertThat(run.folder().resolve("pwned")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void almostNoCommandIsEnough(String shell) {
    Shell bare = Shell.named(shell, temporary).findingOnly(temporary, "awk", "sed", "cat");

    Output output = new CollectRun(bare, temporary).pipe(LOG);

    assertThat(output.exitCode()).isZero();
    assertThat(output.log()).isEqualTo(LOG);
    assertThat(output.environment().has("goEnv")).isFalse();
    assertThat(output.environment().entries("checks")).isEmpty();
    assertThat(output.environment().texts("env")).containsEntry("GOPROXY", "off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void whatCannotBeMaskedIsNotPrinted(String shell) {
    Shell bare = Shell.named(shell, temporary).findingOnly(temporary, "cat", "awk");

    Output output = new CollectRun(bare, temporary).pipe(LOG);

    assertThat(output.exitCode()).isZero();
    assertThat(output.errors()).contains("awk and sed");
    assertThat(output.json().toString())
        .isEqualTo("{\"log\":\"\",\"environment\":{},\"context\":{\"client\":\"collect.sh\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void nothingIsWritten(String shell) throws IOException {
    CollectRun run = run(shell).with("GOPROXY", "http://127.0.0.1:9");
    Files.writeString(run.folder().resolve("go.mod"), "module example.com/app\n");
    List<String> before = listing();

    Output output = run.pipe(LOG);

    assertThat(output.at("/goMod").asText()).isEqualTo("module example.com/app");
    assertThat(listing()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void aLogMayBeAFileOrAbsent(String shell) throws IOException {
    Path log = Files.writeString(temporary.resolve("build log.txt"), LOG);

    Output read = run(shell).read(log);
    Output missing = new CollectRun(Shell.named("dash", temporary), temporary).read(temporary);

    assertThat(read.log()).isEqualTo(LOG);
    assertThat(missing.log()).isEmpty();
    assertThat(missing.errors()).contains("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox"})
  void aScriptReadFromStandardInputDoesNotTakeItselfForTheLog(String shell) throws IOException {
    Output output = run(shell).fromStandardInput();

    assertThat(output.log()).isEmpty();
    assertThat(output.environment().has("clock")).isTrue();
  }

  @Test
  void whatGoSaysIsKeptAndItsToolchainIsTheUsersOwn() {
    assumeThat(Shell.find("go")).as("go is not installed").isPresent();

    Output output =
        run("dash").with("GOTOOLCHAIN", "auto").with("GOFLAGS", "-tags=a<b&c").pipe(LOG);

    assertThat(output.at("/goVersion").asText()).startsWith("go version go1.");
    assertThat(output.environment().texts("goEnv"))
        .containsEntry("GOPROXY", "off")
        .containsEntry("GOFLAGS", "-tags=a<b&c")
        .doesNotContainEntry("GOTOOLCHAIN", "local");
  }

  private CollectRun run(String shell) {
    return new CollectRun(Shell.named(shell, temporary), temporary);
  }

  private List<String> listing() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted().toList()) {
        found.add(file + " " + Files.getLastModifiedTime(file));
      }
    }
    return found;
  }
}
