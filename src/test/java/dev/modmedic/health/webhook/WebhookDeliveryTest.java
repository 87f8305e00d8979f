package dev.modmedic.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.HealthRows;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class WebhookDeliveryTest implements WithDatabase {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_SECONDS = 20;

  @Inject Api api;
  @Inject DataSource dataSource;

  private final Map<String, String> properties = new HashMap<>();
  private MockWebServer receiver;
  private HealthRows rows;
  private UUID target;

  @Override
  public Map<String, String> getProperties() {
    properties.putAll(WithDatabase.super.getProperties());
    properties.put("modmedic.alerts.enabled", "true");
    properties.put("modmedic.egress.allow", "127.0.0.1");
    properties.put("modmedic.webhooks.patience", "1s");
    properties.put("modmedic.webhooks.first-wait", "100ms");
    return properties;
  }

  @BeforeEach
  void start() throws Exception {
    receiver = new MockWebServer();
    receiver.start(InetAddress.getByName("127.0.0.1"), 0);
    rows = new HealthRows(dataSource);
    rows.execute("truncate webhook cascade");
    rows.region("cn-north");
    target = rows.target("proxy " + UUID.randomUUID(), "https://p.example.net", "cn-north");
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aMessageArrivesSignedAfterAllThatCanGoWrong() throws Exception {
    Answer hook = hook(receiver.url("/hook").toString());
    receiver.enqueue(new MockResponse.Builder().code(500).build());
    receiver.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
    receiver.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    receiver.enqueue(new MockResponse.Builder().code(200).build());
    UUID change = rows.transition(target, "cn-north", "up", "down");
    rows.tell();

    Set<String> ids = new LinkedHashSet<>();
    for (int i = 0; i < 3; i++) {
      RecordedRequest request = request();
      ids.add(String.valueOf(request.getHeaders().get("ModMedic-Delivery")));
      assertSigned(request, hook.at("/secret"));
      JsonNode message = JSON.readTree(body(request));
      assertThat(message.get("transition").asText()).isEqualTo(change.toString());
      assertThat(message.get("id").asText())
          .isEqualTo(request.getHeaders().get("ModMedic-Delivery"));
    }
    assertThat(ids).hasSize(1);
    JsonNode delivery = delivery(hook, item -> item.get("state").asText().equals("delivered"));
    assertThat(delivery.get("id").asText()).isIn(ids);
    assertThat(delivery.get("attempts").asInt()).isEqualTo(4);
    assertThat(delivery.get("httpStatus").asInt()).isEqualTo(200);
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOff() throws Exception {
    Answer hook = hook(receiver.url("/").toString());
    receiver.enqueue(new MockResponse.Builder().code(410).build());
    rows.transition(target, "cn-north", "up", "down");
    rows.tell();

    JsonNode delivery = delivery(hook, item -> item.get("state").asText().equals("dead"));

    assertThat(delivery.get("reason").asText()).isEqualTo("the receiver answered 410 Gone");
    assertThat(api.get(hook.header("Location")).json().at("/enabled").asBoolean()).isFalse();
  }

  @Test
  void aTestMessageArrives() throws Exception {
    Answer hook = hook(receiver.url("/").toString());
    receiver.enqueue(new MockResponse.Builder().code(204).build());

    Answer test = api.postTo(hook.header("Location") + "/test", new byte[0], "application/json");

    RecordedRequest request = request();
    assertThat(request.getHeaders().get("ModMedic-Event")).isEqualTo("test");
    assertThat(request.getHeaders().get("ModMedic-Delivery")).isEqualTo(test.at("/id"));
  }

  /** As for an address that an operator no longer allows, or a name that leads there. */
  @Test
  void whatIsNotPublicIsRefusedAndSaysSo() throws Exception {
    Answer hook = hook("https://hook.example.net/");
    rows.execute("update webhook set url = ?", "http://[::1]:%d/".formatted(receiver.getPort()));
    rows.transition(target, "cn-north", "up", "down");
    rows.tell();

    JsonNode delivery = delivery(hook, item -> item.get("attempts").asInt() > 1);

    assertThat(delivery.get("state").asText()).isEqualTo("pending");
    assertThat(delivery.get("reason").asText()).contains("not allowed").contains("loopback");
    assertThat(receiver.getRequestCount()).isZero();
  }

  @Test
  void twoReplicasDeliverEachChangeOnce() throws Exception {
    hook(receiver.url("/").toString());
    int changes = 40;
    for (int i = 0; i < changes; i++) {
      receiver.enqueue(new MockResponse.Builder().code(200).build());
    }
    try (EmbeddedServer replica =
        ApplicationContext.run(EmbeddedServer.class, Map.<String, Object>copyOf(properties))) {
      assertThat(replica.isRunning()).isTrue();
      for (int i = 0; i < changes; i++) {
        rows.transition(target, "cn-north", "up", "down");
        rows.tell();
      }
      Set<String> ids = new LinkedHashSet<>();
      for (int i = 0; i < changes; i++) {
        ids.add(String.valueOf(request().getHeaders().get("ModMedic-Delivery")));
      }

      assertThat(ids).hasSize(changes);
      assertThat(receiver.getRequestCount()).isEqualTo(changes);
    }
  }

  private Answer hook(String url) {
    Answer hook = api.postTo("/v1/webhooks", "{\"url\": \"%s\"}".formatted(url));
    assertThat(hook.status()).isEqualTo(201);
    return hook;
  }

  /** The next request; a connection that was cut before there was one is recorded as well. */
  private RecordedRequest request() throws InterruptedException {
    RecordedRequest request;
    do {
      request =
          Objects.requireNonNull(
              receiver.takeRequest(PATIENCE_SECONDS, TimeUnit.SECONDS), "no request came");
    } while (request.getHeaders().size() == 0);
    return request;
  }

  private JsonNode delivery(Answer hook, Predicate<JsonNode> wanted) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(PATIENCE_SECONDS));
    JsonNode delivery;
    do {
      delivery = api.get(hook.header("Location") + "/deliveries").json().at("/items/0");
      assertThat(Instant.now()).as(delivery.toString()).isBefore(deadline);
    } while (delivery.isMissingNode() || !wanted.test(delivery));
    return delivery;
  }

  /** As the documentation tells receivers to do. */
  private static void assertSigned(RecordedRequest request, String secret) throws Exception {
    String header = String.valueOf(request.getHeaders().get("ModMedic-Signature"));
    String seconds = header.replaceAll("t=(\\d+),v1=.*", "$1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = seconds + "." + body(request);
    assertThat(header)
        .isEqualTo(
            "t=%s,v1=%s"
                .formatted(
                    seconds,
                    HexFormat.of()
                        .formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)))));
    assertThat(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(seconds))).isLessThan(300);
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
