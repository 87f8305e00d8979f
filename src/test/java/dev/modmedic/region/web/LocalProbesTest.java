package dev.modmedic.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modmedic.probe.Prober;
import dev.modmedic.region.RunQueue;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole server probes from where it is, with a prober that finds all well. */
class LocalProbesTest {
  private static final String SCRIPTED = "test.scripted-prober";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Factory
  @Requires(property = SCRIPTED, value = "true")
  static final class Probers {
    @Singleton
    @Primary
    Prober scripted() {
      return request -> Results.good(Clock.systemUTC().instant());
    }
  }

  @Test
  void aTargetIsProbedUntilTheServerStops() throws SQLException {
    TestDatabase database = TestDatabase.create();
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put(SCRIPTED, "true");
    properties.put("modmedic.jobs.enabled", "true");
    properties.put("modmedic.watch.least-interval", "1s");
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      context.getBean(EmbeddedServer.class).start();
      assertThat(context.containsBean(RunQueue.class)).isTrue();
      Api api = context.getBean(Api.class);
      Answer target =
          api.postTo(
              "/v1/targets",
              "{\"type\": \"https\", \"url\": \"https://a.example\", \"interval\": \"PT1S\"}");
      assertThat(target.status()).as(target.body()).isEqualTo(201);
      String place = target.header("Location");

      Answer asked = api.postTo(place + "/probe", "{\"region\": \"local\"}");
      awaitItems(api, asked.at("/runs/0/result"), 1);
      awaitItems(api, place + "/results?outcome=passed", 3);
    }
    assertThat(leased(database)).isZero();
  }

  private static void awaitItems(Api api, String path, int least) {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode items = api.get(path).json().get("items");
    while (items.size() < least) {
      assertThat(Instant.now()).as(path).isBefore(end);
      items = api.get(path).json().get("items");
    }
  }

  private static int leased(TestDatabase database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("select count(*) from probe_run where leased_by is not null")) {
      count.next();
      return count.getInt(1);
    }
  }
}
