package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.wiring.Database;
import dev.modmedic.wiring.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server of its own, which can be stopped without harm to other tests. */
@Timeout(120)
class OutageTest {
  private EmbeddedPostgres postgres;
  private HikariDataSource pool;
  private JdbcDiagnosisStore store;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    String url = postgres.getJdbcUrl("postgres", "postgres");
    Migrations.apply(new Database.External(url, "postgres", ""));
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("postgres");
    config.setConnectionTimeout(500);
    config.setValidationTimeout(250);
    config.setMaximumPoolSize(2);
    pool = new HikariDataSource(config);
    store = new JdbcDiagnosisStore(pool);
  }

  @AfterEach
  void stop() throws IOException {
    pool.close();
    postgres.close();
  }

  @Test
  void everyCallSaysSoWhenTheServerIsGone() throws IOException {
    StoredDiagnosis stored = Samples.stored(NOON, 1);
    store.save(stored, Inquiry.of("log"), null);

    postgres.close();

    assertThatThrownBy(() -> store.save(Samples.stored(NOON, 2), Inquiry.of("log"), null))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> store.find(WORKSPACE, stored.id()))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> store.list(WORKSPACE, DiagnosisFilter.ALL, null, 1))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> store.delete(WORKSPACE, stored.id()))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aSessionEndedInTheMiddleLeavesNothingAndTheNextSaveWorks() {
    Transactions transactions = new Transactions(pool, StoreUnavailable::new);

    assertThatThrownBy(() ->
            transactions.run(connection -> {
              new Keeping(Samples.stored(NOON, 1), Inquiry.of("log")).write(connection);
              endOtherSessions();
              return connection.isValid(1) ? "alive" : statement(connection);
            }))
        .isInstanceOf(StoreUnavailable.class);

    StoredDiagnosis second = store.save(Samples.stored(NOON, 2), Inquiry.of("log"), null);
    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, null, 10).items())
        .containsExactly(second);
  }

  @Test
  void aMistakeOfOursIsNoOutage() {
    StoredDiagnosis stored = Samples.stored(NOON, 1);
    store.save(stored, Inquiry.of("log"), null);

    assertThatThrownBy(() -> store.save(stored, Inquiry.of("log"), null))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String statement(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      return "answered";
    }
  }

  /** Ends all sessions of the pool, as an operator or a failover does. */
  private void endOtherSessions() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and backend_type = 'client backend'");
    }
  }
}
