package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class DiagnosisListApiTest implements WithDatabase {
  @Inject Api api;

  @Test
  void timesAreStrictAndInOrder() {
    for (String query :
        List.of(
            "since=2026-11-27T11:00Z",
            "until=2026-11-27T11:00:00",
            "since=2026-11-27T11:00:00Z&until=2026-11-27T10:59:59Z",
            "since=2026-11-27T11:00:00Z&until=2026-11-27T11:00:00Z")) {
      assertThat(api.get("/v1/diagnoses?" + query).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void pagesHoldEveryDiagnosisOnceNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(post("pages", "p%d.example.net".formatted(i)));
    }

    Answer first = api.get("/v1/diagnoses?project=pages&limit=2");
    Answer second = next(first, "project=pages&limit=2");
    Answer third = next(second, "project=pages&limit=2");

    List<String> listed = new ArrayList<>(ids(first));
    listed.addAll(ids(second));
    listed.addAll(ids(third));
    assertThat(listed).isEqualTo(made);
    assertThat(third.json().at("/next").isNull()).isTrue();
  }

  @Test
  void aCursorOfOtherFiltersIsRefused() {
    post("bound", "a.example.net");
    post("bound", "a.example.net");
    Answer first = api.get("/v1/diagnoses?project=bound&limit=1");

    Answer other = next(first, "project=other&limit=1");

    assertThat(other.status()).isEqualTo(400);
    assertThat(other.at("/type")).isEqualTo("/problems/bad-cursor");
  }

  @Test
  void filtersNarrowTheList() {
    String id = post("filters", "narrow.example.net");
    post("filters", "other.example.net");
    String fingerprint = api.get("/v1/diagnoses/" + id).at("/fingerprint");

    assertThat(ids(api.get("/v1/diagnoses?host=narrow.example.net"))).containsExactly(id);
    assertThat(ids(api.get("/v1/diagnoses?fingerprint=" + fingerprint))).containsExactly(id);
    assertThat(ids(api.get("/v1/diagnoses?project=filters&cause=dns.host-not-found"))).hasSize(2);
    assertThat(ids(api.get("/v1/diagnoses?project=filters&cause=dns.timeout"))).isEmpty();
    assertThat(ids(api.get("/v1/diagnoses?project=filters&since=2999-01-01T00:00:00Z"))).isEmpty();
    assertThat(ids(api.get("/v1/diagnoses?project=filters&until=2999-01-01T00:00:00%2B08:00")))
        .hasSize(2);
  }

  @Test
  void whatNoDiagnosisCanHaveIsRefused() {
    assertThat(api.get("/v1/diagnoses?cause=dns.nowhere").at("/errors/0/parameter"))
        .isEqualTo("cause");
    assertThat(
            api.get("/v1/diagnoses?since=2026-01-02T00:00:00Z&until=2026-01-02T00:00:00Z")
                .at("/errors/0/parameter"))
        .isEqualTo("since");
  }

  @Test
  void theListSpeaksTheLanguageAskedFor() {
    post("language", "a.example.net");

    Answer answer = api.get("/v1/diagnoses?project=language", "Accept-Language", "zh");

    assertThat(answer.header("Content-Language")).isEqualTo("zh");
    assertThat(answer.at("/items/0/causes/0/title")).contains("主机名");
  }

  @Test
  void aDeletedDiagnosisIsGone() {
    String id = post("deleted", "a.example.net");

    Answer deleted = api.delete("/v1/diagnoses/" + id);

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(api.get("/v1/diagnoses/" + id).status()).isEqualTo(404);
    assertThat(api.delete("/v1/diagnoses/" + id).status()).isEqualTo(404);
    assertThat(ids(api.get("/v1/diagnoses?project=deleted"))).isEmpty();
  }

  @Test
  void aKnownEntityTagSparesTheBody() {
    String path = "/v1/diagnoses/" + post("tags", "a.example.net");
    Answer first = api.get(path);

    Answer again = api.get(path, "If-None-Match", "\"other\", " + first.header("ETag"));
    Answer chinese = api.get(path, "If-None-Match", first.header("ETag"), "Accept-Language", "zh");

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(chinese.status()).isEqualTo(200);
  }

  private String post(String project, String host) {
    return api.postJson(
            "{\"log\": \"dial tcp: lookup %s: no such host\", \"context\": {\"project\": \"%s\"}}"
                .formatted(host, project))
        .at("/id");
  }

  private Answer next(Answer page, String query) {
    return api.get("/v1/diagnoses?" + query + "&cursor=" + page.at("/next"));
  }

  private static List<String> ids(Answer page) {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : page.json().at("/items")) {
      ids.add(item.at("/id").asText());
    }
    return ids;
  }
}
