package dev.modmedic.region.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.PostgresExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JdbcProbeMemoryTest {
  private static int made;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
  private final AtomicBoolean away = new AtomicBoolean();
  private Scene scene;
  private JdbcProbeMemory memory;
  private String key;

  @BeforeEach
  void open(DataSource dataSource) {
    scene = new Scene(dataSource, clock);
    memory = new JdbcProbeMemory(failing(dataSource), clock);
    key = "sumdb-head sum.example https://sum.example/ local " + ++made;
  }

  @Test
  void whatOneReplicaRemembersAnotherRecalls() {
    JdbcProbeMemory other = new JdbcProbeMemory(scene.dataSource, clock);
    assertThat(other.recall(key)).isEmpty();

    memory.remember(key, "size 1");
    assertThat(other.recall(key)).contains("size 1");

    other.remember(key, "size 2 — \uD83D\uDE00");
    assertThat(memory.recall(key)).contains("size 2 — \uD83D\uDE00");
    assertThat(memory.recall(key + " elsewhere")).isEmpty();
  }

  @Test
  void keysMayBeLong() {
    String path = "/a".repeat(10_000);
    memory.remember(key + path, "1");
    memory.remember(key + path + "b", "2");

    assertThat(memory.recall(key + path)).contains("1");
  }

  @Test
  void whatIsTooLongIsNotRemembered() {
    memory.remember(key, "short");
    memory.remember(key, "x".repeat(JdbcProbeMemory.LONGEST));
    assertThat(memory.recall(key).orElseThrow()).hasSize(JdbcProbeMemory.LONGEST);

    memory.remember(key, "y".repeat(JdbcProbeMemory.LONGEST + 1));
    assertThat(memory.recall(key).orElseThrow()).startsWith("x");
  }

  @Test
  void whatIsRecalledIsInUse() {
    memory.remember(key, "1");
    clock.advance(Duration.ofDays(3));

    memory.recall(key);

    assertThat(
            scene.count(
                "select count(*) from probe_memory where key = ? and used_at = ?",
                key,
                clock.instant()))
        .isEqualTo(1);
  }

  /** Or it would take what it sees for the first it ever saw. */
  @Test
  void whoCouldNotRecallDoesNotOverwrite() {
    memory.remember(key, "before");
    away.set(true);
    assertThat(memory.recall(key)).isEmpty();
    away.set(false);

    memory.remember(key, "a lie");
    assertThat(new JdbcProbeMemory(scene.dataSource, clock).recall(key)).contains("before");

    clock.advance(JdbcProbeMemory.BLIND);
    assertThat(memory.recall(key)).contains("before");
  }

  private DataSource failing(DataSource dataSource) {
    return (DataSource)
        Proxy.newProxyInstance(
            JdbcProbeMemoryTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection") && away.get()) {
                throw new SQLException("refused", "08001");
              }
              try {
                return method.invoke(dataSource, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
