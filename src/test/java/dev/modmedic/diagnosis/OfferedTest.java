package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.knowledge.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What bundled causes say and offer first in situations that once were answered beside the point.
 */
class OfferedTest {
  private static final Engine ENGINE = TestEngine.bundled();

  @Test
  void thePathIsWhatMayNotBeWrittenTo() {
    Finding first =
        first("go: could not create module cache: mkdir /home/bob/go: permission denied", Map.of());

    assertThat(first.code()).isEqualTo("cache.permission-denied");
    assertThat(first.captures()).containsEntry("path", "/home/bob/go");
  }

  @Test
  void aDirectoryThatServesAsProxyHasNoStatusAndNoOperator() {
    Finding first =
        first(
            "go: example.com/big@v0.99.9: reading"
                + " file:///srv/fp/example.com/big/@v/v0.99.9.zip: no such file or directory",
            Map.of("goEnv", Map.of("GOPROXY", "file:///srv/fp")));

    assertThat(first.code()).isEqualTo("goproxy.not-found");
    assertThat(first.summary().en()).contains("/srv/fp/").doesNotContain("the host", "an error");
    assertThat(first.remedies())
        .noneMatch(remedy -> remedy.title().en().contains("the host"))
        .noneMatch(remedy -> commands(remedy).contains("curl"));
  }

  @Test
  void whereNoResolverIsNamedNoneIsSaidToHaveAnswered() {
    Finding first =
        first(
            "go: example.com/m@v1.0.0: Get \"https://proxy.golang.org/example.com/m/@v/list\":"
                + " dial tcp: lookup proxy.golang.org: Temporary failure in name resolution",
            Map.of());

    assertThat(first.code()).isEqualTo("dns.server-failure");
    assertThat(first.summary().en()).doesNotContain("The resolver the resolver", "answered");
  }

  @Test
  void cgoThatIsSwitchedOffIsNotSwitchedOffOnceMore() {
    Finding first =
        first(
            "main.go:4:2: build constraints exclude all Go files in"
                + " /root/go/pkg/mod/example.com/b@v1.0.0/cgo",
            Map.of("goEnv", Map.of("CGO_ENABLED", "0")));

    assertThat(first.code()).isEqualTo("build.cgo-compiler-missing");
    assertThat(commands(first.remedies().getFirst())).contains("CGO_ENABLED=1 go build");
    assertThat(first.remedies())
        .noneMatch(remedy -> commands(remedy).contains("CGO_ENABLED=0 go build"));
  }

  @Test
  void whereThereIsNoGoNothingIsToBeAskedOfIt() {
    Finding first = first("bash: go: command not found", Map.of());

    assertThat(first.code()).isEqualTo("os.go-installation-broken");
    assertThat(first.remedies().getFirst().title().en()).contains("install it");
    assertThat(first.remedies()).noneMatch(remedy -> commands(remedy).contains("GOROOT"));
  }

  @Test
  void aKindOfHostKeyThatIsRefusedIsNoUnknownHost() {
    Finding first =
        first(
            "Unable to negotiate with 10.0.0.1 port 22: no matching host key type found."
                + " Their offer: ssh-rsa",
            Map.of());

    assertThat(first.code()).isEqualTo("auth.ssh-host-key");
    assertThat(first.summary().en()).contains("kind");
    assertThat(first.remedies()).noneMatch(remedy -> commands(remedy).contains("known_hosts"));
    assertThat(first.remedies())
        .anyMatch(remedy -> commands(remedy).contains("HostKeyAlgorithms=+ssh-rsa"));
  }

  @Test
  void httpToATlsPortWantsHttps() {
    Finding first =
        first(
            "go: example.com/m@v1.0.0: Get \"http://proxy.corp:443/example.com/m/@v/v1.0.0.info\":"
                + " net/http: HTTP/1.x transport connection broken: malformed HTTP response"
                + " \"\\x15\\x03\\x01\\x00\\x02\\x02\"",
            Map.of("goEnv", Map.of("GOPROXY", "http://proxy.corp:443"), "env", Map.of()));

    assertThat(first.code()).isEqualTo("goproxy.invalid");
    assertThat(commands(first.remedies().getFirst())).contains("https://proxy.corp:443");
    assertThat(first.remedies())
        .noneMatch(remedy -> commands(remedy).contains("go env -u GOPROXY"));
  }

  private static Finding first(String log, Map<String, Object> environment) {
    return ENGINE
        .diagnose(
            new Inquiry(
                LogText.of(log),
                new Environment(environment),
                new RunContext(null, null, null, null, null, 1),
                List.of()))
        .causes()
        .getFirst();
  }

  private static String commands(Finding.Remedied remedy) {
    return String.join("\n", remedy.steps().stream().map(Remedy.Step::run).toList());
  }
}
