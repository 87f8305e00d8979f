package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
class RefusedRequestTest implements WithDatabase {
  private static final String UNKNOWN = "019aa7a0-0000-7000-8000-000000000001";

  @Inject Api api;

  @Test
  void whoReadsChineseGetsTheTitleInChinese() {
    Answer answer = api.get("/v1/nowhere", "Accept-Language", "zh-CN");

    expect(answer, 404, "no-such-path");
    assertThat(answer.header("Content-Language")).isEqualTo("zh");
    assertThat(answer.at("/title")).isEqualTo("此路径下没有内容");
    assertThat(answer.at("/detail")).isEqualTo("GET / 列出所有可调用的路径。");
    assertThat(api.get("/problems/no-such-path", "Accept-Language", "zh").body())
        .startsWith("此路径下没有内容 (404)");
  }

  @Test
  void everyPathIsListedOnce() {
    List<String> lines =
        api.get("/").body().lines().filter(line -> line.contains(" /v1/")).toList();

    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines).filteredOn(line -> line.matches(" *GET +/v1/targets")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t"})
  void anEmptyBodyIsTold(String body) {
    expect(api.postText(body), 400, "empty-body");
    expect(api.postJson(body), 400, "empty-body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"log\": \"\"}",
        "{\"log\": null, \"environment\": null}",
        "{\"log\": \" \\n\", \"environment\": {}}",
        "{\"logs\": \"go: error\"}"
      })
  void neitherALogNorAnEnvironmentIsTold(String json) {
    expect(api.postJson(json), 400, "nothing-to-diagnose");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"log\": \"x\"|line 1, column 12",
        "{'log': 1}|line 1, column 2",
        "{\"log\": \"x\"} {}|line 1, column 14",
        "{\"log\": NaN}|line 1, column 12",
        "not json|line 1, column 1",
        "{\"log\": 01}|line 1, column 10"
      })
  void whatIsNotJsonIsToldWithItsPlace(String body, String place) {
    Answer answer = api.postJson(body);

    expect(answer, 400, "not-json");
    assertThat(answer.at("/detail")).contains(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|``",
        "\"log\"|``",
        "{\"log\": 1}|/log",
        "{\"log\": [\"x\"]}|/log",
        "{\"log\": \"x\", \"environment\": []}|/environment",
        "{\"log\": \"x\", \"environment\": {\"goVersion\": 1.21}}|/environment/goVersion",
        "{\"log\": \"x\", \"environment\": {\"goEnv\": {\"GOPROXY\":"
            + " {}}}}|/environment/goEnv/GOPROXY",
        "{\"log\": \"x\", \"environment\": {\"goEnv\": {\"a/b~\": []}}}|/environment/goEnv/a~1b~0",
        "{\"log\": \"x\", \"environment\": {\"checks\": [1]}}|/environment/checks/0",
        "{\"log\": \"x\", \"environment\": {\"resources\": {\"cpus\":"
            + " \"8\"}}}|/environment/resources/cpus",
        "{\"log\": \"x\", \"environment\": {\"y\": 1e999}}|/environment/y",
        "{\"log\": \"x\", \"context\": 1}|/context",
        "{\"log\": \"x\", \"context\": {\"exitCode\": 1.5}}|/context/exitCode",
        "{\"log\": \"x\", \"context\": {\"exitCode\": 3000000000}}|/context/exitCode",
        "{\"log\": \"x\", \"context\": {\"occurredAt\": \"today\"}}|/context/occurredAt",
        "{\"log\": \"x\", \"context\": {\"occurredAt\":"
            + " \"0001-01-01T00:00:00Z\"}}|/context/occurredAt",
        "{\"log\": \"x\", \"context\": {\"command\": true}}|/context/command"
      })
  void aFieldOfTheWrongKindIsToldByItsPointer(String json, String pointer) {
    Answer answer = api.postJson(json);

    expect(answer, 400, "invalid-field");
    assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
  }

  @Test
  void everyWrongFieldIsTold() {
    Answer answer =
        api.postJson("{\"log\": 1, \"context\": {\"exitCode\": \"1\", \"project\": []}}");

    assertThat(answer.json().at("/errors")).hasSize(3);
  }

  @Test
  void tooManyEntriesAreTold() {
    String entries =
        IntStream.rangeClosed(0, 2000)
            .mapToObj(i -> "\"k%d\": \"\"".formatted(i))
            .collect(Collectors.joining(","));

    Answer answer = api.postJson("{\"environment\": {\"env\": {" + entries + "}}}");

    expect(answer, 400, "invalid-field");
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/environment/env");
  }

  @Test
  void aKeyGivenTwiceIsTold() {
    Answer answer = api.postJson("{\"environment\": {\"env\": {\"A\": \"1\", \"A\": \"2\"}}}");

    expect(answer, 400, "duplicate-key");
    assertThat(answer.at("/errors/0/pointer")).isEqualTo("/environment/env/A");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1000, 1_000_000})
  void deepNestingIsTold(int depth) {
    expect(api.postJson("[".repeat(depth)), 400, "too-deep");
    expect(api.postJson("{\"a\":".repeat(depth)), 400, "too-deep");
  }

  @Test
  void moreThanSixteenMebibytesAreRefused() {
    byte[] body = " ".repeat(16 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);

    expect(api.post(body, "text/plain"), 413, "too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/diagnoses,true",
    "/v1/diagnoses/" + UNKNOWN + "/evidence,true",
    "/v1/diagnoses/" + UNKNOWN + "/feedback,false",
    "/v1/targets,false",
    "/v1/webhooks,false",
    "/v1/agent/results,false"
  })
  void ofLogsIsSpokenWhereLogsArePosted(String path, boolean log) {
    byte[] body = " ".repeat(16 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);

    Answer answer = api.postTo(path, body, "application/json");
    expect(answer, 413, "too-large");
    assertThat(answer.at("/detail")).startsWith("At most 16 MiB");
    assertThat(answer.at("/detail").contains("log")).isEqualTo(log);
  }

  @Test
  void moreThanSixteenMebibytesInChunksAreRefused() {
    byte[] body = " ".repeat(16 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);

    expect(api.postChunked(body, "text/plain"), 413, "too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "application/xml",
        "image/png",
        "multipart/form-data;boundary=x",
        "text/plain;charset=nope"
      })
  void anotherMediaTypeIsRefused(String contentType) {
    expect(
        api.post("x".getBytes(StandardCharsets.UTF_8), contentType), 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/*", "*/*;q=0", "application/json;q=0, text/csv"})
  void whatCannotBeGivenIsNotAcceptable(String accept) {
    expect(api.postText("x", "Accept", accept), 406, "not-acceptable");
    Answer answer = api.get("/v1/diagnoses/" + UNKNOWN, "Accept", accept);
    expect(answer, 406, "not-acceptable");
    assertThat(answer.at("/detail")).startsWith("Diagnoses come as application/json, text/plain, ");
  }

  @ParameterizedTest
  @CsvSource({
    "Accept-Language, ','",
    "Accept-Language, ' , ,'",
    "Accept-Charset, ','",
    "Accept-Charset, ;",
    "Accept-Charset, nope",
  })
  void aListOfNothingIsIgnored(String header, String value) {
    assertThat(api.get("/v1/targets", header, value).status()).isEqualTo(200);
  }

  @Test
  void aHeadThatIsTooLargeIsNoBody() {
    expect(api.get("/v1/diagnoses?project=" + "x".repeat(20_000)), 431, "head-too-large");
    expect(api.get("/v1/diagnoses", "X-Long", "x".repeat(20_000)), 431, "head-too-large");
  }

  @Test
  void asManyFiltersAsAreAllowedFitIntoTheRequestLine() {
    String regions = "&region=".concat("x".repeat(63)).repeat(100).substring(1);
    String targets = "&target=019aa7a0-0000-7000-8000-000000000001".repeat(100);

    Answer answer = api.get("/v1/events?" + regions + targets);

    expect(answer, 400, "invalid-parameter");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/health, application/json",
    "/v1/targets, application/json",
    "/v1/webhooks, application/json",
    "/badges/a.svg, image/svg+xml",
    "/prometheus, text/plain",
    "/, text/plain",
  })
  void whatCanBeGivenIsSaid(String path, String type) {
    Answer answer = api.get(path, "Accept", "application/xml");

    expect(answer, 406, "not-acceptable");
    assertThat(answer.at("/detail")).isEqualTo("This comes as " + type + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\tb"})
  void aMalformedKeyIsRefused(String key) {
    Answer answer = api.postText("x", "Idempotency-Key", key);

    expect(answer, 400, "idempotency-key-invalid");
    assertThat(answer.at("/errors/0/parameter")).isEqualTo("Idempotency-Key");
  }

  @Test
  void aKeyThatIsTooLongIsRefused() {
    expect(api.postText("x", "Idempotency-Key", "k".repeat(256)), 400, "idempotency-key-invalid");
  }

  @Test
  void anUnknownIdIsNotFound() {
    expect(api.get("/v1/diagnoses/" + UNKNOWN), 404, "unknown-diagnosis");
    expect(api.delete("/v1/diagnoses/" + UNKNOWN), 404, "unknown-diagnosis");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1-1-1-1-1", "019aa7a0-0000-7000-8000-00000000000g", "%00", "a%20b"})
  void whatCannotBeAnIdIsNotThere(String id) {
    expect(api.get("/v1/diagnoses/" + id), 404, "unknown-diagnosis");
    expect(api.delete("/v1/diagnoses/" + id), 404, "unknown-diagnosis");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0|limit",
        "limit=201|limit",
        "limit=ten|limit",
        "limit=|limit",
        "limit=1&limit=2|limit",
        "cause=dns|cause",
        "cause=%27%3Bdrop|cause",
        "fingerprint=xyz|fingerprint",
        "since=yesterday|since",
        "until=%2B1000000-01-01T00:00:00Z|until",
        "project=|project",
        "module=a%00b|module",
        "host=%0A|host",
        "casue=dns.timeout|casue"
      })
  void aBadFilterIsToldByItsName(String query, String name) {
    Answer answer = api.get("/v1/diagnoses?" + query);

    expect(answer, 400, "invalid-parameter");
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aBadCursorIsRefused(String cursor) {
    Answer answer = api.get("/v1/diagnoses?cursor=" + cursor);

    expect(answer, 400, "bad-cursor");
    assertThat(answer.at("/errors/0/parameter")).isEqualTo("cursor");
  }

  @Test
  void anUnknownPathIsNotFound() {
    Answer answer = api.get("/v1/nothing");

    expect(answer, 404, "no-such-path");
    assertThat(answer.at("/instance")).isEqualTo("/v1/nothing");
  }

  @ParameterizedTest
  @CsvSource({"PUT,/v1/diagnoses", "PATCH,/v1/causes", "POST,/v1/diagnoses/" + UNKNOWN})
  void anotherMethodIsNotAllowed(String method, String path) {
    Answer answer = api.send(method, path);

    expect(answer, 405, "method-not-allowed");
    assertThat(answer.header("Allow")).contains("GET");
  }

  @Test
  void everyProblemLeadsToItsPage() {
    Answer problem = api.get("/v1/nothing");

    Answer page = api.get(problem.at("/type"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(problem.at("/title"));
    expect(api.get("/problems/none"), 404, "no-such-path");
  }

  private static void expect(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
    assertThat(answer.at("/status")).isEqualTo(String.valueOf(status));
    assertThat(answer.body()).doesNotContain("Exception", "dev.modmedic", "\\tat ");
  }
}
