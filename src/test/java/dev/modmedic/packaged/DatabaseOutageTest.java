package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class DatabaseOutageTest {
  @Test
  void aDatabaseThatDiesIsBroughtBack(@TempDir Path folder)
      throws IOException, InterruptedException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    try (ServiceProcess service = ServiceProcess.start(data.settings())) {

      data.postmaster().destroyForcibly();

      service.awaitOutput("PostgreSQL ended unexpectedly");
      service.awaitOutput("PostgreSQL is back");
      service.awaitStatus("/health/readiness", 200);
      assertThat(service.status("/health/liveness")).isEqualTo(200);
    }
  }

  @Test
  void aDatabaseThatHangsMakesTheServiceUnreadyButNotDead(@TempDir Path folder)
      throws IOException, InterruptedException, SQLException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    Map<String, String> settings = new HashMap<>(data.settings());
    settings.put("MODMEDIC_JOBS_POLLING_INTERVAL", "100ms");
    settings.put("MODMEDIC_JOBS_HEARTBEAT_INTERVAL", "1s");
    try (ServiceProcess service = ServiceProcess.start(settings)) {
      List<ProcessHandle> database = List.of(data.postmaster());
      int whileHanging;
      signal("STOP", database);
      try {
        // Only now: what starts backends must not start one between the look and the stop.
        database = Stream.concat(database.stream(), data.postmaster().descendants()).toList();
        signal("STOP", database);
        service.awaitStatus("/health/readiness", 503);
        service.awaitOutput("The database does not answer");
        whileHanging = service.status("/health/liveness");
      } finally {
        signal("CONT", database);
      }

      service.awaitStatus("/health/readiness", 200);
      service.awaitOutput("The database answers again");
      Instant answering = Instant.now();
      awaitSuccessAfter(answering, "health-sweep", data);
      assertThat(whileHanging).isEqualTo(200);
      assertThat(service.printed()).doesNotContain("Exception:", "\tat ");
    }
  }

  private static void awaitSuccessAfter(Instant since, String job, DataFolder data)
      throws IOException, InterruptedException, SQLException {
    String successes =
        "select count(*) from scheduled_task where task_name = '%s' and last_success > '%s'"
            .formatted(job, since);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    do {
      assertThat(System.nanoTime()).as("%s ran again", job).isLessThan(deadline);
    } while (data.query("modmedic", successes).equals(List.of("0")));
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
