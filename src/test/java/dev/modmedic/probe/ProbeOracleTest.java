package dev.modmedic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.RealGo;
import dev.modmedic.probe.Mutation.By;
import dev.modmedic.probe.Mutation.World;
import dev.modmedic.testing.proxy.FakeRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the probes against the real go command: what it takes they take, what it refuses they
 * refuse. Where no go is installed only the probes are tested.
 */
class ProbeOracleTest {
  private static List<RealGo> installed = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void findGo() throws Exception {
    installed = RealGo.installed();
  }

  @ParameterizedTest
  @MethodSource("dev.modmedic.probe.Mutation#ofTheDatabase")
  void theDatabaseIsJudgedAsByGo(Mutation mutation) throws Exception {
    try (var world = new World()) {
      Bench bench = new Bench().sumDb(world.key.verifierKey());
      if (!mutation.fresh()) {
        fetchEarlier(world, bench);
      }
      mutation.change().on(world);

      compare(mutation, world, bench, true);
    }
  }

  private void fetchEarlier(World world, Bench bench) throws Exception {
    for (RealGo go : installed) {
      assertThat(download(go, world, world.earlier, true)).isEmpty();
    }
    ProbeResult result = bench.canaries(world.earlier).goProxy(world.server);
    assertThat(result.outcome()).as("" + result.checks()).isEqualTo(Outcome.PASSED);
  }

  @ParameterizedTest
  @MethodSource("dev.modmedic.probe.Mutation#ofTheFiles")
  void filesAreJudgedAsByGo(Mutation mutation) throws Exception {
    try (var world = new World()) {
      mutation.change().on(world);

      compare(mutation, world, new Bench(), false);
    }
  }

  private void compare(Mutation mutation, World world, Bench bench, boolean withDatabase)
      throws Exception {
    ProbeResult result = bench.canaries(world.release).goProxy(world.server);

    assertThat(result.outcome() == Outcome.FAILED)
        .as("the probe refuses: " + result.checks())
        .isEqualTo(mutation.by() != By.NOBODY);
    for (RealGo go : installed) {
      String error = download(go, world, world.release, withDatabase);
      assertThat(!error.isEmpty())
          .as("%s refuses: %s", go, error)
          .isEqualTo(mutation.by() == By.BOTH);
    }
  }

  /** What go says against it; empty if it has downloaded and verified the release. */
  private String download(RealGo go, World world, FakeRelease release, boolean withDatabase)
      throws Exception {
    RealGo.Run run =
        go.run(
            folder.resolve("" + go),
            folder,
            Map.of(
                "GOPROXY",
                world.server.url().toString(),
                "GOSUMDB",
                withDatabase ? world.key.verifierKey() : "off",
                "GOTOOLCHAIN",
                "local"),
            List.of("mod", "download", "-json", release.path() + "@" + release.version()));
    return run.exit() == 0 ? "" : run.stdout() + run.stderr();
  }
}
