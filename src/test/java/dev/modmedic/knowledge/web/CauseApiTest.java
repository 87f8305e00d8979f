package dev.modmedic.knowledge.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class CauseApiTest implements WithDatabase {
  @Inject Api api;

  @Test
  void everyListedCauseCanBeReadInBothLanguages() {
    Answer list = api.get("/v1/causes");

    assertThat(list.json().at("/items")).isNotEmpty();
    list.json()
        .at("/items")
        .forEach(item -> {
          String path = "/v1/causes/" + item.at("/code").asText();
          Answer english = api.get(path);
          Answer chinese = api.get(path, "Accept-Language", "zh");
          assertThat(english.at("/title")).isNotEqualTo(chinese.at("/title"));
          assertThat(chinese.header("Content-Language")).isEqualTo("zh");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q=host-not-found",
        "q=Resolver%20EXIST",
        "q=%E4%B8%BB%E6%9C%BA%E5%90%8D",
        "layer=dns"
      })
  void theSearchLooksIntoCodesAndTextsOfBothLanguages(String query) {
    Answer list = api.get("/v1/causes?" + query);

    assertThat(list.json().at("/items").findValuesAsText("code")).contains("dns.host-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=zzzzqqqq", "layer=none", "layer=tls&q=host-not-found"})
  void aSearchWithoutResultIsEmpty(String query) {
    assertThat(api.get("/v1/causes?" + query).json().at("/items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"layer=DNS!", "layer=a.b"})
  void aBadLayerIsRefused(String query) {
    Answer answer = api.get("/v1/causes?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/parameter")).isEqualTo("layer");
  }

  @Test
  void anUnknownCodeIsNotFound() {
    Answer answer = api.get("/v1/causes/dns.none");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.at("/type")).isEqualTo("/problems/unknown-cause");
  }

  @Test
  void theKnowledgeVersionIsTheEntityTag() {
    Answer list = api.get("/v1/causes");

    Answer again = api.get("/v1/causes", "If-None-Match", list.header("ETag"));

    assertThat(list.header("ETag")).contains(list.at("/knowledgeVersion"));
    assertThat(again.status()).isEqualTo(304);
  }
}
