package dev.modmedic.probe.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.HttpProbe;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Targets;
import dev.modmedic.probe.VcsProbe;
import dev.modmedic.testing.net.FakeLookup;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The http and the vcs probe, on a real server. */
class ContentProbesTest {
  private static final String GIT_TYPE = "application/x-git-upload-pack-advertisement";
  private static final String HEAD = "001e# service=git-upload-pack\n0000";
  private static final String REFERENCES =
      HEAD + "003d7217a7c7e582c46cec22a130adf4b9d7d950fba0 refs/heads/main\n0000";

  private final OkHttpFetcher fetcher =
      Fetchers.of(new FakeLookup().with("forge.test", "127.0.0.1"), new TlsFaults().authorityPem());
  private MockWebServer server;

  @BeforeEach
  void open() throws IOException {
    server = new MockWebServer();
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String url(String path) {
    return "http://forge.test:" + server.getPort() + path;
  }

  private void answer(int status, String type, String body) {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
  }

  private ProbeResult http(Integer... accepted) throws InterruptedException {
    return new HttpProbe(fetcher, Fetchers.names(), Clock.systemUTC())
        .probe(
            Targets.request(
                ProbeKind.HTTP,
                url("/"),
                Targets.settings(Fetchers.LONG, null, List.of(), List.of(accepted))));
  }

  private ProbeResult vcs() throws InterruptedException {
    return new VcsProbe(fetcher, Fetchers.names(), Clock.systemUTC())
        .probe(Targets.request(ProbeKind.VCS, url("/acme/m.git/")));
  }

  @Test
  void aPageIsRead() throws InterruptedException {
    answer(200, "text/html", "hello");

    ProbeResult result = http();

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.first().bytes()).isEqualTo(5);
    assertThat(result.first().status()).isEqualTo(200);
  }

  @Test
  void ofAHugePageTheBeginningIsEnough() throws InterruptedException {
    answer(200, "text/html", "x".repeat(8 << 20));

    ProbeResult result = http();

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.first().bytes()).isBetween(1L << 20, 2L << 20);
  }

  @Test
  void aRedirectIsNoted() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/there").build());
    answer(204, "text/plain", "");

    ProbeResult result = http();

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks())
        .extracting(CheckNote::says)
        .containsExactly("redirected to " + url("/there"), "status 204");
  }

  @Test
  void statusesMayBeChosen() throws InterruptedException {
    answer(401, "text/plain", "who are you");
    answer(200, "text/plain", "hello");

    assertThat(http(401, 403).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(http(401, 403).outcome()).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "429, http.rate-limited",
    "503, http.server-error",
    "599, http.server-error",
    "403, http.unexpected-answer",
    "401, http.unexpected-answer",
    "404, http.unexpected-answer",
    "302, http.unexpected-answer",
    "999, http.unexpected-answer"
  })
  void aStatusThatIsNotAcceptedIsAFailure(int status, String code) throws InterruptedException {
    answer(status, "text/plain", "no luck");

    ProbeResult result = http();

    Failure failure = result.failure().orElseThrow();
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failure.message()).contains("Get \"" + url("/") + "\": unexpected status " + status);
    assertThat(failure.message()).contains("no luck");
    assertThat(failure.phase()).isNull();
    assertThat(failure.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "http://[", "http://10.0.0.1/"})
  void redirectsThatLeadNowhereAreOddAnswersOfASiteAndNoneOfAProxy(String location)
      throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", location).build());
    }

    Failure failure = http().failure().orElseThrow();

    assertThat(failure.code()).isEqualTo("http.unexpected-answer");
    assertThat(failure.source()).isEqualTo(FailureSource.TARGET);
  }

  @Test
  void aRepositoryIsAskedAsGitDoes() throws InterruptedException {
    answer(200, GIT_TYPE, REFERENCES);

    ProbeResult result = vcs();

    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.checks().getFirst().says()).isEqualTo("1 references");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/acme/m.git/info/refs?service=git-upload-pack");
    assertThat(request.getHeaders().get("Git-Protocol")).isEqualTo("version=2");
  }

  @Test
  void theSecondProtocolIsUnderstood() throws InterruptedException {
    answer(200, GIT_TYPE, HEAD + "000eversion 2\n0015agent=git/2.43.0\n0013ls-refs=unborn\n0000");

    answer(200, GIT_TYPE, "000eversion 2\n0015agent=git/2.43.0\n0013ls-refs=unborn\n0000");

    for (int i = 0; i < 2; i++) {
      assertThat(vcs().checks().getFirst().says())
          .isEqualTo("git protocol version 2, 2 capabilities");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, auth.credentials-missing, could not read Username",
    "403, vcs.server-error, returned error: 403",
    "404, vcs.repository-not-found, not found",
    "429, http.rate-limited, returned error: 429",
    "500, vcs.server-error, returned error: 500"
  })
  void statusesAreSaidInTheWordsOfGit(int status, String code, String says)
      throws InterruptedException {
    answer(status, "text/plain", "");

    Failure failure = vcs().failure().orElseThrow();

    assertThat(failure.message()).contains(says);
    assertThat(failure.code()).as(failure.message()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "001e# service=git-upload-pack\n",
        "000eversion 3\n0000",
        "000eversion 2\n",
        "001f# service=git-receive-pack\n0000",
        HEAD,
        HEAD + "00",
        HEAD + "0003",
        HEAD + "-001",
        HEAD + "zzzz",
        HEAD + "00ff7217a7c7",
      })
  void whatIsNoAdvertisementIsAFailure(String body) throws InterruptedException {
    answer(200, GIT_TYPE, body);

    ProbeResult result = vcs();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("vcs.transfer-broken");
  }

  @Test
  void anotherTypeIsAFailure() throws InterruptedException {
    answer(200, "text/html", REFERENCES);

    assertThat(vcs().failure().orElseThrow().message())
        .contains("the content type is \"text/html\"");
  }

  @Test
  void whatBreaksOnTheWayIsTold() throws InterruptedException {
    server.close();

    for (ProbeResult result : List.of(http(), vcs())) {
      assertThat(result.failure().orElseThrow().phase()).isEqualTo(Phase.CONNECT);
      assertThat(result.first().total()).isLessThan(Duration.ofMinutes(1));
    }
  }
}
