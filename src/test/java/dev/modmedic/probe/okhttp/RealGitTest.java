package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modmedic.go.GitRepository;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Targets;
import dev.modmedic.probe.VcsProbe;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.GitServer;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vcs probe on a server of git itself, with {@code git ls-remote} as oracle. */
class RealGitTest {
  @TempDir static Path folder;
  private static Optional<GitServer> server = Optional.empty();

  private final OkHttpFetcher fetcher =
      Fetchers.of(new FakeLookup().with("forge.test", "127.0.0.1"), new TlsFaults().authorityPem());

  @BeforeAll
  static void serve() throws IOException, InterruptedException {
    server = GitServer.of(folder);
    assumeTrue(server.isPresent(), "no git http-backend here");
    GitRepository.create(folder);
    run(folder, "git", "init", "-q", "--bare", "empty.git");
    Files.createDirectories(folder.resolve("nothing"));
  }

  @AfterAll
  static void close() {
    server.ifPresent(GitServer::close);
  }

  private static String url(String host, String path) {
    return "http://%s:%d/%s".formatted(host, server.orElseThrow().port(), path);
  }

  private ProbeResult probe(String path) throws InterruptedException {
    return new VcsProbe(fetcher, Fetchers.names(), Clock.systemUTC())
        .probe(Targets.request(ProbeKind.VCS, url("forge.test", path)));
  }

  /** What git itself says, and how it ends. */
  private record Said(int status, String words) {}

  private static Said git(String path) throws IOException, InterruptedException {
    return run(folder, "git", "ls-remote", url("127.0.0.1", path));
  }

  private static Said run(Path where, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), words);
  }

  @ParameterizedTest
  @CsvSource({"bare.git", "bare.git/", "empty.git", "moved/bare.git"})
  void whatGitReadsTheProbeReads(String path) throws Exception {
    assertThat(git(path).status()).isZero();

    ProbeResult result = probe(path);

    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PASSED);
    assertThat(result.first().status()).isEqualTo(200);
  }

  @Test
  void theSecondProtocolIsSpoken() throws Exception {
    assertThat(probe("bare.git").checks().getFirst().says()).startsWith("git protocol version 2, ");
  }

  @ParameterizedTest
  @CsvSource({
    "gone.git, vcs.repository-not-found",
    "nothing, vcs.repository-not-found",
    "moved/gone.git, vcs.repository-not-found",
    "private/bare.git, auth.credentials-missing"
  })
  void whatGitCannotReadIsAFailureInItsWords(String path, String code) throws Exception {
    Said said = git(path);
    assertThat(said.status()).isNotZero();

    ProbeResult result = probe(path);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    Failure failure = result.failure().orElseThrow();
    assertThat(failure.code()).as(failure.message()).isEqualTo(code);
    assertThat(failure.source()).isEqualTo(FailureSource.TARGET);
    assertThat(said.words().replace("127.0.0.1", "forge.test")).contains(failure.message());
  }
}
