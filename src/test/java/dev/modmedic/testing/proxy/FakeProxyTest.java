package dev.modmedic.testing.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.modmedic.go.RealGo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeProxyTest {
  private final FakeRelease lower = FakeRelease.of("example.com/thing", "v1.2.3");
  private final FakeRelease upper = FakeRelease.of("example.com/Big/Thing", "v0.1.0-RC1");
  private final FakeSumDatabase database =
      new FakeSumDatabase(new FakeKey("sum.example.com"))
          .filledUp(300)
          .add(lower)
          .filledUp(260)
          .add(upper);

  @TempDir Path folder;

  @Test
  void everyRealGoIsContentWithThem() throws Exception {
    List<RealGo> installed = RealGo.installed();
    assumeThat(installed).isNotEmpty();

    try (var server = new FakeServer(new FakeProxy(lower, upper).passingOn(database))) {
      for (RealGo go : installed) {
        RealGo.Run run =
            go.run(
                folder.resolve("" + go),
                folder,
                Map.of(
                    "GOPROXY",
                    server.url().toString(),
                    "GOSUMDB",
                    database.key().verifierKey(),
                    "GOTOOLCHAIN",
                    "local"),
                List.of(
                    "mod",
                    "download",
                    "-json",
                    lower.path() + "@v1.2.3",
                    upper.path() + "@latest"));

        assertThat(run.exit()).as(run.stdout() + run.stderr()).isZero();
        assertThat(run.stdout()).contains(lower.zipSum(), upper.zipSum(), upper.modSum());
      }
    }
  }
}
