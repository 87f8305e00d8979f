package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ReasonsApiTest implements WithDatabase {
  private static final String LOG = "go: dial tcp: lookup proxy.example.net: no such host\n";

  @Inject Api api;

  @Test
  void whatIsUnknownHasNoReasons() {
    String unknown = "/v1/diagnoses/019aa7a0-0000-7000-8000-000000000001";
    String known = api.postText(LOG).header("Location");

    Answer noDiagnosis = api.get(unknown + "/causes/dns.timeout");
    Answer noCause = api.get(known + "/causes/dns.nonsense");

    assertThat(noDiagnosis.status()).isEqualTo(404);
    assertThat(noDiagnosis.at("/type")).isEqualTo("/problems/unknown-diagnosis");
    assertThat(noCause.status()).isEqualTo(404);
    assertThat(noCause.at("/type")).isEqualTo("/problems/unknown-cause");
  }

  @Test
  void aNamedCauseShowsWhatSpeaksForIt() {
    Answer made = api.postJson("{\"log\": \"ok\\n" + LOG.strip() + "\"}");

    Answer why = api.get(made.header("Location") + "/causes/dns.host-not-found");

    assertThat(why.status()).isEqualTo(200);
    assertThat(why.at("/named")).isEqualTo("true");
    assertThat(why.at("/confidence")).isEqualTo(made.at("/causes/0/confidence"));
    assertThat(why.at("/summary")).startsWith("Named with ");
    assertThat(why.json().findValuesAsText("state")).contains("counted", "not-in-log");
    assertThat(why.json().at("/signals").findValue("line").asInt()).isEqualTo(2);
    assertThat(
            api.get(made.header("Location") + "/causes/dns.host-not-found", "If-None-Match", "*")
                .status())
        .isEqualTo(304);
  }

  @Test
  void whatAServerSaidIsToldAsTheReason() {
    String quoted =
        "go: example.com/x@v1.0.0: reading https://proxy.example.net/example.com/x/@v/v1.0.0.mod:"
            + " 404 Not Found\n"
            + "\tserver response: not found: lookup git.example.net: no such host\n";
    String made = api.postText(quoted).header("Location");

    Answer why = api.get(made + "/causes/dns.host-not-found");
    Answer chinese = api.get(made + "/causes/dns.host-not-found", "Accept-Language", "zh");

    assertThat(why.at("/named")).isEqualTo("false");
    assertThat(why.at("/summary"))
        .isEqualTo("Not named: its words were said by a server, not by this machine.");
    assertThat(chinese.at("/summary")).isEqualTo("未列出：它的语句出自服务器，而非本机。");
    assertThat(why.json().findValuesAsText("state")).contains("said-by-server");
  }

  @Test
  void whatNothingSpeaksForIsToldSo() {
    String made = api.postText(LOG).header("Location");

    Answer why = api.get(made + "/causes/os.disk-full");

    assertThat(why.at("/named")).isEqualTo("false");
    assertThat(why.at("/summary")).startsWith("Not named: nothing in the log");
  }

  @Test
  void aGuessShowsTheLineAndTheWordsItRestsOn() {
    String unheard = "fetcher: fatal: peer certificate verdict: issuing authority untrusted";
    Answer made = api.postJson("{\"log\": \"ok\\n" + unheard + "\"}");
    String first = made.at("/causes/0/code");

    Answer why = api.get(made.header("Location") + "/causes/" + first);

    assertThat(made.at("/verdict")).isEqualTo("uncertain");
    assertThat(made.at("/causes/0/guess")).isEqualTo("true");
    assertThat(why.at("/named")).isEqualTo("true");
    assertThat(why.at("/summary")).startsWith("Guessed with ");
    assertThat(why.at("/resembles/at/line")).isEqualTo("2");
    assertThat(why.json().at("/resembles/words").toString()).contains("certificate");
  }
}
