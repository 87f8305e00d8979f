package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.probe.Mutation.By;
import dev.modmedic.probe.Mutation.World;
import dev.modmedic.testing.proxy.Reply;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which root cause the knowledge in force names for what a proxy or database does wrong. */
class NamedCausesTest {
  private static final Engine ENGINE = TestEngine.bundled();

  private final Bench bench = new Bench(new EngineFailureNames(() -> ENGINE));

  static Stream<Mutation> ofTheDatabase() {
    return Mutation.ofTheDatabase().filter(each -> each.by() != By.NOBODY);
  }

  static Stream<Mutation> ofTheFiles() {
    return Mutation.ofTheFiles().filter(each -> each.by() != By.NOBODY);
  }

  @ParameterizedTest
  @MethodSource("ofTheDatabase")
  void everyFaultOfADatabaseHasItsCause(Mutation mutation) throws Exception {
    try (var world = new World()) {
      bench.sumDb(world.key.verifierKey());
      if (!mutation.fresh()) {
        bench.canaries(world.earlier).goProxy(world.server);
      }
      mutation.change().on(world);

      assertThat(code(world))
          .isEqualTo(
              switch (mutation.name()) {
                case "tile: missing", "record: unknown" -> "checksum.sumdb-unreachable";
                case "record: other sum of the zip", "record: other sum of the go.mod" ->
                    "checksum.sumdb-mismatch";
                default -> "checksum.sumdb-invalid";
              });
    }
  }

  @ParameterizedTest
  @MethodSource("ofTheFiles")
  void everyFaultOfAFileHasItsCause(Mutation mutation) throws Exception {
    try (var world = new World()) {
      mutation.change().on(world);

      assertThat(code(world))
          .isEqualTo(
              switch (mutation.name()) {
                case "zip: a page",
                    "zip: truncated",
                    "zip: broken check sum",
                    "zip: other prefix" ->
                    "goproxy.bad-response";
                case "mod: of another module" -> "module.path-mismatch";
                case "status 403" -> "goproxy.forbidden";
                case "status 404", "status 410" -> "goproxy.not-found";
                case "status 429" -> "http.rate-limited";
                case "status 500", "status 503" -> "goproxy.server-error";
                default ->
                    mutation.name().startsWith("zip: ")
                        ? "module.zip-rejected"
                        : "goproxy.bad-response";
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, not found: fetch timed out",
    "404, bad upstream",
    "404, not found: git ls-remote: dial tcp 192.0.2.1:443: connect: Connection refused",
    "410, Get https://proxy.example.com: context deadline exceeded"
  })
  void anOutageThatLooksLikeNotFoundIsTheServersError(int status, String text) throws Exception {
    try (var world = new World()) {
      world.server.answer(world.file("info"), Reply.text(status, text));

      assertThat(code(world)).isEqualTo("goproxy.server-error");
    }
  }

  private String code(World world) throws InterruptedException {
    ProbeResult result = bench.canaries(world.release).goProxy(world.server);
    return result.failure().orElseThrow().code();
  }
}
