package dev.modmedic.health.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class MaintenanceApiTest implements WithDatabase {
  private static final String PATH = "/v1/maintenance";
  private static final String YEAR = "2099";

  @Inject Api api;
  @Inject DataSource dataSource;

  @BeforeEach
  void empty() {
    new HealthRows(dataSource).execute("truncate maintenance_window, target cascade");
  }

  @Test
  void aWindowIsKeptAndRemoved() {
    UUID target = new HealthRows(dataSource).target("p", "https://p.example.net", "local");

    Answer made =
        api.postTo(
            PATH,
            """
            {"target": "%s", "region": "local", "startsAt": "2099-01-01T00:00:00+08:00",
             "endsAt": "2099-01-01T02:00:00Z", "note": "搬家"}\
            """
                .formatted(target));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/startsAt")).isEqualTo("2098-12-31T16:00:00Z");
    assertThat(made.at("/note")).isEqualTo("搬家");
    assertThat(api.get(PATH).json().at("/items/0")).isEqualTo(made.json());
    assertThat(api.delete(made.header("Location")).status()).isEqualTo(204);
    assertThat(api.delete(made.header("Location")).at("/type"))
        .isEqualTo("/problems/unknown-maintenance");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', /startsAt",
    "'{\"startsAt\": \"2099-01-01T00:00:00Z\"}', /endsAt",
    "'{\"startsAt\": \"soon\", \"endsAt\": \"2099-01-01T00:00:00Z\"}', /startsAt",
    "'{\"startsAt\": \"2099-01-01T00:00:00Z\", \"endsAt\": \"2099-01-01T00:00:00Z\"}', /endsAt",
    "'{\"startsAt\": \"2099-01-01T00:00:00Z\", \"endsAt\": \"2099-06-01T00:00:00Z\"}', /endsAt",
    "'{\"startsAt\": \"2001-01-01T00:00:00Z\", \"endsAt\": \"2001-01-02T00:00:00Z\"}', /endsAt",
    "'{\"startsAt\": \"1970-01-01T00:00:00Z\", \"endsAt\": \"1970-01-01T00:00:00Z\"}', /endsAt",
  })
  void timesThatMakeNoSenseAreNamed(String body, String pointer) {
    Answer answer = api.postTo(PATH, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "target, 019aa7a0-0000-7000-8000-000000000001",
    "target, proxy",
    "region, nowhere",
    "region, No Where"
  })
  void whatDoesNotExistCannotBeMaintained(String field, String value) {
    Answer answer =
        api.postTo(
            PATH,
            """
            {"%s": "%s", "startsAt": "2099-01-01T00:00:00Z", "endsAt": "2099-01-02T00:00:00Z"}\
            """
                .formatted(field, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/" + field);
  }

  @Test
  void everyMistakeIsToldAtOnceAndNothingIsForEverythingByMistake() {
    Answer answer =
        api.postTo(
            PATH,
            """
            {"Target": "x", "target": "y", "region": "nowhere", "startsAt": "2099-01-01T00:00:00Z"}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors"))
        .extracting(error -> error.at("/pointer").asText())
        .containsExactly("/Target", "/target", "/region", "/endsAt");
    assertThat(answer.at("/errors/0/detail"))
        .isEqualTo("is no field of this; there are [endsAt, note, region, startsAt, target]");
  }

  @ParameterizedTest
  @CsvSource({
    "target, 019aa7a0-0000-7000-8000-000000000001",
    "target, x",
    "region, nowhere",
    "openAt, now"
  })
  void whatIsNotThereCannotBeAFilter(String parameter, String value) {
    Answer answer = api.get(PATH + "?" + parameter + "=" + value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
  }

  @Test
  void whatCannotBeAnIdIsNotThere() {
    assertThat(api.delete(PATH + "/zzz").at("/type")).isEqualTo("/problems/unknown-maintenance");
  }

  @Test
  void windowsAreListedByTargetRegionAndMoment() {
    HealthRows rows = new HealthRows(dataSource);
    rows.region("cn-north");
    UUID target = rows.target("p", "https://p.example.net", "local");
    String all = add(null, null, 1);
    String ofTarget = add(target, null, 2);
    String ofRegion = add(null, "cn-north", 3);

    assertThat(ids("")).containsExactly(ofRegion, ofTarget, all);
    assertThat(ids("?target=" + target + "&region=local")).containsExactly(ofTarget, all);
    UUID other = rows.target("q", "https://q.example.net", "local");
    assertThat(ids("?target=" + other + "&region=cn-north")).containsExactly(ofRegion, all);
    assertThat(ids("?openAt=" + YEAR + "-01-02T00:00:00Z")).containsExactly(ofTarget);
    assertThat(ids("?openAt=" + YEAR + "-01-02T12:00:00Z")).isEmpty();
  }

  @Test
  void pagesHaveEverythingOnce() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(add(null, null, 1 + i / 2));
    }

    assertThat(api.pages(PATH + "?limit=2"))
        .extracting(item -> item.get("id").asText())
        .containsExactlyElementsOf(made);
    String cursor = api.get(PATH + "?limit=2").at("/next");
    assertThat(api.get(PATH + "?region=local&cursor=" + cursor).at("/type"))
        .isEqualTo("/problems/bad-cursor");
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    api.get(PATH + query).json().at("/items").forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  private String add(@Nullable UUID target, @Nullable String region, int day) {
    return api.postTo(
            PATH,
            """
            {"target": %s, "region": %s, "startsAt": "%s-01-%02dT00:00:00Z",
             "endsAt": "%s-01-%02dT12:00:00Z"}\
            """
                .formatted(
                    target == null ? "null" : "\"" + target + "\"",
                    region == null ? "null" : "\"" + region + "\"",
                    YEAR,
                    day,
                    YEAR,
                    day))
        .at("/id");
  }
}
