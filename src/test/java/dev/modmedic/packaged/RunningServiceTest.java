package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningServiceTest {
  private DataFolder data;
  private ServiceProcess service;

  @BeforeAll
  void startOne(@TempDir Path folder) throws IOException, InterruptedException {
    data = new DataFolder(folder.resolve("data"));
    service = ServiceProcess.start(data.settings());
  }

  @AfterAll
  void stopIt() throws IOException, InterruptedException {
    service.close();
  }

  @Test
  void aSecondServiceIsRefusedAndTheFirstGoesOn() throws IOException, InterruptedException {
    try (ServiceProcess second = ServiceProcess.launch(data.settings())) {
      int code = second.exitCode();

      assertThat(code).isEqualTo(1);
      assertThat(second.printed())
          .startsWith(
              "Another ModMedic (process %d) already uses the data directory %s."
                  .formatted(service.process().pid(), data.path()))
          .hasLineCount(1);
      assertThat(service.status("/health/readiness")).isEqualTo(200);
    }
  }

  @Test
  void whatIsCommittedIsOnDisk() throws IOException, SQLException {
    List<String> settings =
        data.query(
            "modmedic",
            """
            select setting from pg_settings
            where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')
            """);

    assertThat(settings).containsExactly("on", "on", "on", "on");
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws IOException, SQLException {
    String url = data.url();

    List<String> methods =
        data.query("postgres", "select distinct auth_method from pg_hba_file_rules");

    assertThat(methods).containsExactly("scram-sha-256");
    assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void thePasswordIsReadableByItsOwnerOnlyAndNeverPrinted() throws IOException {
    String password = Files.readString(data.passwordFile()).strip();

    assertThat(permissions(data.passwordFile())).isEqualTo("rw-------");
    assertThat(permissions(data.path())).isEqualTo("rwx------");
    assertThat(service.printed()).doesNotContain(password);
  }

  @Test
  void theServiceHasNoPowersItDoesNotNeed() throws IOException, SQLException {
    assertThat(data.query("modmedic", "show is_superuser")).containsExactly("off");
    assertThat(data.query("postgres", "show listen_addresses")).containsExactly("127.0.0.1");
  }

  @Test
  void theStartIsTold() throws IOException {
    assertThat(service.printed().lines().toList())
        .hasSizeLessThan(10)
        .anySatisfy(line -> assertThat(line).contains("Creating a PostgreSQL 18"))
        .anySatisfy(
            line -> assertThat(line).contains("ModMedic 0").contains(" at http://127.0.0.1:"))
        .anySatisfy(
            line -> assertThat(line).contains("embedded PostgreSQL 18.6.0 in " + data.path()))
        .last()
        .asString()
        .containsPattern("ready in \\d+ ms");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
