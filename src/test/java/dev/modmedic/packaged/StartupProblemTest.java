package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class StartupProblemTest {
  @Test
  void aPortInUseIsNamed() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Map<String, String> settings = new HashMap<>(external(TestDatabase.create().url()));
      settings.put("MODMEDIC_PORT", Integer.toString(taken.getLocalPort()));

      assertThat(paragraphOf(settings))
          .startsWith("Port %d on 127.0.0.1 cannot be used: ".formatted(taken.getLocalPort()))
          .contains("MODMEDIC_PORT");
    }
  }

  @Test
  void aPortInUseIsNoticedBeforeADatabaseIsMade(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Map<String, String> settings = new HashMap<>(new DataFolder(data).settings());
      settings.put("MODMEDIC_PORT", Integer.toString(taken.getLocalPort()));

      assertThat(paragraphOf(settings)).contains("MODMEDIC_PORT");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void settingsThatCannotWorkAreAllNamedBeforeADatabaseIsMade(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Map<String, String> settings = new HashMap<>(new DataFolder(data).settings());
    settings.put("MODMEDIC_RETENTION_DAYS", "abc");
    settings.put("MODMEDIC_HEALTH_KEEP_HOURS", "1h");
    settings.put("MODMEDIC_LOCAL_ENABLED", "");
    settings.put("MODMEDIC_PUBLIC_URL", "nope");

    assertThat(paragraphOf(settings))
        .contains("MODMEDIC_RETENTION_DAYS is \"abc\". Use a whole number from 1 to 36500")
        .contains("MODMEDIC_HEALTH_KEEP_HOURS is \"1h\". Use a length of time from 8d to 36500d")
        .contains("MODMEDIC_LOCAL_ENABLED is empty. Use true or false")
        .contains("MODMEDIC_PUBLIC_URL is \"nope\". Use an http or https URL");
    assertThat(data).doesNotExist();
  }

  @Test
  void anEmptyPortIsTheUsualOne() throws IOException, InterruptedException {
    assertThat(paragraphOf(Map.of("MODMEDIC_PORT", "", "MODMEDIC_RESULTS_DAYS", "0")))
        .contains("MODMEDIC_RESULTS_DAYS");
  }

  @Test
  void anUnreachableDatabaseIsNamedWithoutItsPassword() throws IOException, InterruptedException {
    int closed = closedPort();

    String paragraph =
        paragraphOf(external("postgres://me:s3cret@127.0.0.1:" + closed + "/history"));

    assertThat(paragraph)
        .startsWith("PostgreSQL at 127.0.0.1:%d/history cannot be reached".formatted(closed))
        .doesNotContain("s3cret");
  }

  @Test
  void anAddressThatCannotBeReadIsNotRepeated() throws IOException, InterruptedException {
    assertThat(paragraphOf(external("jdbc:postgresql://me:s3cret@host:port/history")))
        .startsWith("MODMEDIC_DATABASE_URL cannot be read")
        .doesNotContain("s3cret", "port/");
  }

  @Test
  void aWrongPasswordIsCalledThat(@TempDir Path folder) throws IOException, InterruptedException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    try (ServiceProcess other = ServiceProcess.start(data.settings())) {
      Map<String, String> settings = new HashMap<>(external(data.url()));
      settings.put("MODMEDIC_DATABASE_USER", "modmedic");
      settings.put("MODMEDIC_DATABASE_PASSWORD", "wr0ng");

      assertThat(paragraphOf(settings))
          .contains("refused the user \"modmedic\"")
          .contains("MODMEDIC_DATABASE_PASSWORD")
          .doesNotContain("wr0ng");
      assertThat(other.status("/health/liveness")).isEqualTo(200);
    }
  }

  @Test
  void aMissingDatabaseIsNamed() throws IOException, InterruptedException {
    String url = TestDatabase.create().url().replaceFirst("test_\\d+$", "nowhere");

    assertThat(paragraphOf(external(url))).contains("/nowhere has no such database");
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsNamed(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));

    String paragraph = paragraphOf(new DataFolder(file.resolve("data")).settings());

    assertThat(paragraph)
        .startsWith("The data directory %s cannot be written".formatted(file.resolve("data")))
        .contains("MODMEDIC_DATA_DIR");
  }

  @Test
  void anAddressThatOthersCanReachIsRefused() throws IOException, InterruptedException {
    assertThat(paragraphOf(Map.of("MODMEDIC_HOST", "0.0.0.0")))
        .startsWith("MODMEDIC_HOST is 0.0.0.0, which other machines can reach");
  }

  @Test
  void aPortThatIsNoNumberIsRefused() throws IOException, InterruptedException {
    assertThat(paragraphOf(Map.of("MODMEDIC_PORT", "http")))
        .startsWith("MODMEDIC_PORT is \"http\", which is not a port.");
  }

  /** What a start that must fail prints: one line, which a terminal wraps to a paragraph. */
  private static String paragraphOf(Map<String, String> settings)
      throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.launch(settings)) {
      int code = service.exitCode();
      String printed = service.printed();

      assertThat(code).as(printed).isEqualTo(1);
      assertThat(printed).hasLineCount(1);
      return printed;
    }
  }

  private static Map<String, String> external(String url) {
    return Map.of("MODMEDIC_DATABASE_URL", url, "MODMEDIC_DATABASE_USER", "postgres");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
