package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class EmbeddedDatabaseTest {
  private DataFolder data;

  @BeforeEach
  void useAnEmptyFolder(@TempDir Path folder) {
    data = new DataFolder(folder.resolve("data"));
  }

  @Test
  void committedRowsOutliveAKilledService() throws IOException, InterruptedException, SQLException {
    ProcessHandle orphan;
    try (ServiceProcess service = ServiceProcess.start(data.settings())) {
      data.execute("create table kept (word text)");
      data.execute("insert into kept values ('committed')");
      orphan = data.postmaster();
      service.kill();
    }
    boolean orphanLived = orphan.isAlive();

    try (ServiceProcess next = ServiceProcess.start(data.settings())) {
      List<String> kept = data.query("modmedic", "select word from kept");

      assertThat(orphanLived).isTrue();
      assertThat(data.postmaster().pid()).isNotEqualTo(orphan.pid());
      assertThat(kept).containsExactly("committed");
      assertThat(next.printed()).contains("that an earlier run left");
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramIsNoObstacle() throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.start(data.settings())) {
      ProcessHandle postmaster = data.postmaster();
      service.kill();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
    }
    Path pidFile = data.path().resolve("database/postmaster.pid");
    List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(pidFile, lines);

    try (ServiceProcess next = ServiceProcess.start(data.settings())) {
      assertThat(next.status("/health/readiness")).isEqualTo(200);
    }
  }

  @Test
  void aTerminatedServiceTakesItsDatabaseAlong() throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.start(data.settings())) {
      ProcessHandle postmaster = data.postmaster();

      int code = service.terminate();

      assertThat(code).isEqualTo(143);
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(data.hasPidFile()).isFalse();
      assertThat(Files.readString(data.path().resolve("postgresql.log")))
          .contains("database system is shut down");
    }
  }

  @Test
  void anInterruptedFirstStartIsDoneAgain() throws IOException, InterruptedException {
    Files.createDirectories(data.path().resolve("database.partial/base"));
    Files.writeString(data.path().resolve("database.partial/PG_VERSION"), "18\n");
    Files.createDirectories(data.path().resolve("postgresql-0.0.0.partial/bin"));

    try (ServiceProcess service = ServiceProcess.start(data.settings())) {
      assertThat(service.status("/health/readiness")).isEqualTo(200);
      assertThat(data.path().resolve("database.partial")).doesNotExist();
    }
  }

  @Test
  void aDatabaseOfAnotherMajorVersionIsLeftAlone() throws IOException, InterruptedException {
    Files.createDirectories(data.path().resolve("database"));
    Files.writeString(data.path().resolve("database/PG_VERSION"), "17\n");
    Files.writeString(data.passwordFile(), "secret\n");

    try (ServiceProcess service = ServiceProcess.launch(data.settings())) {
      int code = service.exitCode();

      assertThat(code).isEqualTo(1);
      assertThat(service.printed()).contains("was made by PostgreSQL 17").hasLineCount(1);
    }
  }
}
