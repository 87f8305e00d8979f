package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class DiagnoseApiTest implements WithDatabase {
  private static final String LOG = "go: dial tcp: lookup proxy.example.net: no such host\n";

  @Inject Api api;

  @Test
  void theExampleOfTheContractIsDiagnosed() throws IOException {
    String example = Files.readString(Path.of("openapi/examples/inquiry.json"));

    Answer answer = api.postJson(example);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.at("/causes/0/code")).isEqualTo("dns.host-not-found");
    assertThat(answer.at("/causes/0/evidence/0/line")).isEqualTo("1");
    assertThat(answer.at("/stored")).isEqualTo("true");
    assertThat(answer.header("Location")).isEqualTo("/v1/diagnoses/" + answer.at("/id"));
    assertThat(answer.header("ModMedic-Stored")).isEqualTo("true");
  }

  @Test
  void aDiagnosisCanBeFetchedAsItWasAnswered() {
    Answer made = api.postJson("{\"log\": \"lookup a.example.net: no such host\"}");

    Answer fetched = api.get(made.header("Location"));

    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.json()).isEqualTo(made.json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;charset=utf-8",
        "application/octet-stream",
        "application/x-www-form-urlencoded"
      })
  void aRawLogIsAnsweredInTheTerminalsWords(String contentType) {
    Answer answer = api.post(LOG.getBytes(StandardCharsets.UTF_8), contentType);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
    assertThat(answer.body()).contains("dns.host-not-found").contains(answer.header("Location"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "application/json|application/json",
        "text/markdown|text/markdown;charset=utf-8",
        "text/plain|text/plain;charset=utf-8",
        "text/*;q=0.5, application/sarif+json|application/sarif+json",
        "text/html, application/xhtml+xml, */*;q=0.1|application/json",
        "application/json;q=0, */*|text/plain;charset=utf-8",
        "text/plain;q=0.3, text/markdown;q=0.4|text/markdown;charset=utf-8"
      })
  void acceptDecidesTheForm(String accept, String contentType) {
    Answer answer =
        api.postJson("{\"log\": \"lookup a.example.net: no such host\"}", "Accept", accept);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Content-Type")).isEqualTo(contentType);
    assertThat(answer.header("Vary")).contains("Accept", "Accept-Language");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,zh;q=0.9,en;q=0.5|zh",
        "zh-Hans|zh",
        "de, en;q=0.2|en",
        "fr|en",
        "en;q=0.1, zh|zh",
        "!|en"
      })
  void acceptLanguageDecidesTheLanguage(String accepted, String language) {
    Answer answer = api.postText(LOG, "Accept-Language", accepted);

    assertThat(answer.header("Content-Language")).isEqualTo(language);
    assertThat(answer.body().contains("主机名")).isEqualTo(language.equals("zh"));
  }

  @Test
  void secretsAreNotEchoed() {
    Answer answer =
        api.postJson(
            "{\"log\": \"go: https://dev:hunter22@a.example.net/x: lookup a.example.net: no such"
                + " host\", \"environment\": {\"goEnv\": {\"GOPROXY\":"
                + " \"https://u:topsecret9@p.example.net,direct\"}}}");

    assertThat(answer.body()).doesNotContain("hunter22", "topsecret9");
    assertThat(api.get(answer.header("Location")).body()).doesNotContain("hunter22", "topsecret9");
  }

  @Test
  void nulsAndBrokenBytesAreNoObstacle() {
    byte[] log = LOG.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[log.length + 4];
    System.arraycopy(new byte[] {0, (byte) 0xFF, (byte) 0xFE, '\n'}, 0, body, 0, 4);
    System.arraycopy(log, 0, body, 4, log.length);

    Answer answer = api.post(body, "text/plain", "Accept", "application/json");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.at("/causes/0/evidence/0/line")).isEqualTo("2");
  }

  @Test
  void nulsAndLoneSurrogatesInJsonAreNoObstacle() {
    Answer answer =
        api.postJson(
            """
            {"log": "lookup a.example.net: no such host \\u0000 \\ud800",
             "environment": {"goEnv": {"A\\u0000": "b\\udc00"}, "x\\u0000": ["\\u0000"]},
             "context": {"project": "p\\u0000"}}
            """);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(api.get(answer.header("Location")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "GBK", "ISO-8859-1"})
  void theCharsetOfTheBodyCounts(String charset) {
    Answer answer =
        api.post(LOG.getBytes(Charset.forName(charset)), "text/plain;charset=" + charset);

    assertThat(answer.body()).contains("dns.host-not-found");
  }

  @Test
  void whatPowershellWritesIsReadByItsMark() {
    byte[] body = ("\uFEFF" + LOG).getBytes(StandardCharsets.UTF_16LE);

    Answer answer = api.post(body, "application/octet-stream");

    assertThat(answer.body()).contains("dns.host-not-found");
  }

  @Test
  void aHealthyLogHasNoProblem() {
    Answer answer = api.postJson("{\"log\": \"ok  \\texample.com/x\\t0.01s\\n\"}");

    assertThat(answer.at("/verdict")).isEqualTo("no-problem-found");
    assertThat(answer.json().at("/causes")).isEmpty();
  }

  @Test
  void theSameKeyAndBodyGiveTheSameDiagnosisOnce() {
    Answer first = api.postText(LOG, "Idempotency-Key", "one");

    Answer again = api.postText(LOG, "Idempotency-Key", "one");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    api.postText(LOG, "Idempotency-Key", "two");

    Answer other = api.postText(LOG + LOG, "Idempotency-Key", "two");

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.at("/type")).isEqualTo("/problems/idempotency-key-reused");
  }

  @Test
  void sixteenMebibytesAreTaken() {
    byte[] body = new byte[16 * 1024 * 1024];
    java.util.Arrays.fill(body, (byte) '\n');
    byte[] log = LOG.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(log, 0, body, body.length - log.length, log.length);

    Answer answer = api.post(body, "text/plain");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).contains("dns.host-not-found");
  }
}
