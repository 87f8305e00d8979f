package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DatabaseTimeTest {
  @Test
  void aTimeOfOurClockReadsBackEqualInAForeignZone(DataSource dataSource) throws SQLException {
    Instant now = new ClockFactory().clock().instant();

    Instant readBack;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement("select ?::timestamptz")) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        readBack = rows.getObject(1, OffsetDateTime.class).toInstant();
      }
    }

    assertThat(readBack).isEqualTo(now);
  }

  @Test
  void sessionsOfTestsLiveInAForeignZone(DataSource dataSource) throws SQLException {
    String zone;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement("show timezone");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      zone = rows.getString(1);
    }

    assertThat(zone).isEqualTo("America/St_Johns");
  }
}
