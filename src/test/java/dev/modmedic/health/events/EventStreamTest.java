package dev.modmedic.health.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class EventStreamTest implements WithDatabase {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int STREAMS = 4;

  @Inject EmbeddedServer server;
  @Inject Api api;
  @Inject DataSource dataSource;
  @Inject EventStreams streams;

  private final Map<String, String> properties = new HashMap<>();
  private HealthRows rows;
  private UUID target;

  @Override
  public Map<String, String> getProperties() {
    properties.putAll(WithDatabase.super.getProperties());
    properties.put("modmedic.alerts.enabled", "true");
    properties.put("modmedic.events.heartbeat", "300ms");
    properties.put("modmedic.events.patience", "1s");
    properties.put("modmedic.events.streams", String.valueOf(STREAMS));
    return properties;
  }

  @BeforeEach
  void target() {
    rows = new HealthRows(dataSource);
    rows.region("cn-north");
    target = rows.target("proxy " + UUID.randomUUID(), "https://p.example.net", "cn-north");
  }

  @Test
  void aChangeIsStreamedAsItHappens() throws Exception {
    try (Listening listening = Listening.to(server.getURI(), "", "Accept-Language", "zh")) {
      assertThat(listening.header("Content-Type")).startsWith("text/event-stream");
      UUID change = rows.transition(target, "cn-north", "up", "down");
      rows.tell();

      assertThat(listening.ids(1)).containsExactly(change);
      assertThat(listening.line()).isEqualTo("event: transition");
      JsonNode data = JSON.readTree(listening.line().substring("data: ".length()));
      assertThat(data.get("id").asText()).isEqualTo(change.toString());
      assertThat(data.get("targetId").asText()).isEqualTo(target.toString());
      assertThat(data.get("region").asText()).isEqualTo("cn-north");
      assertThat(data.get("to").asText()).isEqualTo("down");
      assertThat(data.get("lastedMs").asLong()).isEqualTo(11_520_000);
      assertThat(data.get("causeTitle").asText()).matches(".*\\p{IsHan}.*");
      assertThat(listening.line()).isEmpty();
    }
  }

  @Test
  void silenceIsBrokenByComments() throws Exception {
    try (Listening listening = Listening.to(server.getURI(), "")) {
      assertThat(listening.line(": still")).isEqualTo(": still here");
      assertThat(listening.line(": still")).isEqualTo(": still here");
    }
  }

  @Test
  void aClientThatComesBackGetsWhatItMissedOnceAndInOrder() throws Exception {
    UUID first = rows.transition(target, "cn-north", "up", "down");
    rows.tell();
    List<UUID> missed = new ArrayList<>();
    try (Listening before =
        Listening.to(server.getURI(), "?lastEventId=" + new UUID(0, 0) + "&target=" + target)) {
      assertThat(before.ids(1)).containsExactly(first);
    }
    for (int i = 0; i < 250; i++) {
      missed.add(rows.transition(target, "cn-north", "down", "up"));
    }
    rows.tell();

    try (Listening back =
        Listening.to(server.getURI(), "?target=" + target, "Last-Event-ID", first.toString())) {
      assertThat(back.ids(250)).containsExactlyElementsOf(missed);
      UUID live = rows.transition(target, "cn-north", "up", "down");
      rows.tell();
      assertThat(back.ids(1)).containsExactly(live);
    }
  }

  @Test
  void onlyWhatIsAskedForIsStreamed() throws Exception {
    rows.region("eu-west");
    UUID other = rows.target("other " + UUID.randomUUID(), "https://o.example.net", "cn-north");
    try (Listening listening =
        Listening.to(
            server.getURI(), "?target=" + target + "&region=cn-north&state=down&state=regional")) {
      rows.transition(other, "cn-north", "up", "down");
      rows.transition(target, "eu-west", "up", "down");
      rows.transition(target, "cn-north", "down", "up");
      UUID whole = rows.transition(target, null, "up", "regional");
      UUID wanted = rows.transition(target, "cn-north", "up", "down");
      rows.tell();

      assertThat(listening.ids(2)).containsExactly(whole, wanted);
    }
  }

  @Test
  void aTransactionThatCommitsLateIsNotPassedOver() throws Exception {
    try (Listening listening = Listening.to(server.getURI(), "?target=" + target);
        Connection slow = DelegatingDataSource.unwrapDataSource(dataSource).getConnection()) {
      slow.setAutoCommit(false);
      UUID early = UuidCreator.getTimeOrderedEpoch();
      try (PreparedStatement insert =
          slow.prepareStatement(
              """
              insert into health_transition (workspace, id, target_id, region, from_state, to_state,
                at, recorded_at)
              values ('default', ?, ?, 'cn-north', 'up', 'down', now(), now())
              """)) {
        insert.setObject(1, early);
        insert.setObject(2, target);
        insert.executeUpdate();
      }
      UUID later = rows.transition(target, "cn-north", "down", "up");
      rows.tell();
      assertThat(listening.ids(1)).containsExactly(later);

      slow.commit();
      rows.tell();
      assertThat(listening.ids(1)).containsExactly(early);
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenTheListenerLosesItsConnection() throws Exception {
    try (Listening listening = Listening.to(server.getURI(), "?target=" + target)) {
      List<UUID> changes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        rows.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'modmedic events' and datname = current_database()");
        changes.add(rows.transition(target, "cn-north", "up", "down"));
        rows.tell();
        changes.add(rows.transition(target, "cn-north", "down", "up"));
      }

      assertThat(listening.ids(10)).containsExactlyElementsOf(changes);
      UUID last = rows.transition(target, "cn-north", "up", "down");
      rows.tell();
      assertThat(listening.ids(1)).containsExactly(last);
    }
  }

  @Test
  void everyReplicaStreamsWhatAnyOneAnnounced() throws Exception {
    try (EmbeddedServer replica =
            ApplicationContext.run(EmbeddedServer.class, Map.<String, Object>copyOf(properties));
        Listening here = Listening.to(server.getURI(), "?target=" + target);
        Listening there = Listening.to(replica.getURI(), "?target=" + target)) {
      List<UUID> changes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        changes.add(rows.transition(target, "cn-north", "up", "down"));
        rows.tell();
      }

      assertThat(here.ids(20)).containsExactlyElementsOf(changes);
      assertThat(there.ids(20)).containsExactlyElementsOf(changes);
    }
  }

  @Test
  void thereAreOnlySoManyStreams() throws Exception {
    List<Listening> open = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      open.add(untilOpen());
    }

    Answer refused = api.get("/v1/events");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("/type")).isEqualTo("/problems/too-many-streams");
    assertThat(refused.header("Retry-After")).isNotEmpty();

    for (Listening listening : open) {
      listening.close();
    }
    untilOpen().close();
  }

  /** Streams of other tests end a moment after their clients went. */
  private Listening untilOpen() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Listening listening;
    do {
      listening = Listening.to(server.getURI(), "");
    } while (listening.status() == 429 && System.nanoTime() < deadline);
    assertThat(listening.status()).isEqualTo(200);
    return listening;
  }

  @Test
  void aClientThatTakesNothingIsCutOff() throws Exception {
    rows.execute("update target set name = ? where id = ?", "slow " + target, target);
    int changes = 300;
    for (int i = 0; i < changes; i++) {
      UUID change = rows.transition(target, "cn-north", "up", "down");
      rows.execute(
          "update health_transition set message = repeat('x', 100000) where id = ?", change);
    }
    rows.tell();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(8_192);
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.getPort()));
      socket
          .getOutputStream()
          .write(
              "GET /v1/events?lastEventId=%s&target=%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .formatted(new UUID(0, 0), target)
                  .getBytes(StandardCharsets.US_ASCII));
      awaitStreams(1);
      awaitStreams(0);

      assertThat(read(socket.getInputStream())).isLessThan(changes * 100_000L);
    }
  }

  private static long read(InputStream in) throws Exception {
    long all = 0;
    byte[] buffer = new byte[65_536];
    int some;
    do {
      some = in.read(buffer);
      all += Math.max(0, some);
    } while (some >= 0);
    return all;
  }

  /** Waits until so many streams run. */
  private void awaitStreams(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (streams.open() != count) {
      assertThat(System.nanoTime()).as("%d streams run", streams.open()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsGivenIsSaidToWhoAcceptsSomethingElse() {
    Answer answer = api.get("/v1/events", "Accept", "application/json");

    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.at("/detail")).isEqualTo("This comes as text/event-stream.");
  }

  @ParameterizedTest
  @CsvSource({
    "?target=x, target",
    "?target=019aa7a0-0000-7000-8000-000000000000, target",
    "?region=nowhere, region",
    "?region=cn-north&region=nowhere, region",
    "?state=bogus, state",
    "?state=down&state=bogus, state",
    "?lastEventId=1, lastEventId",
    "?colour=red, colour",
  })
  void aParameterThatMakesNoSenseIsNamed(String query, String parameter) {
    Answer answer = api.get("/v1/events" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/errors/0/parameter")).isEqualTo(parameter);
  }
}
