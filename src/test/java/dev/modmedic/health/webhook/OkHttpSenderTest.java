package dev.modmedic.health.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookSender.Sent;
import dev.modmedic.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpSenderTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");
  private static final String BODY = "{\"event\":\"test\",\"text\":\"中\"}";

  private final MockWebServer receiver = new MockWebServer();
  private final OkHttpSender sender = sender(EgressPolicy.allowing(List.of("127.0.0.1")));

  @BeforeEach
  void start() throws IOException {
    receiver.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aMessageIsSignedAndNamed() throws InterruptedException {
    receiver.enqueue(answer(204));

    assertThat(send("/hook?key=1")).isEqualTo(new Sent.Accepted(204));

    RecordedRequest request = receiver.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/hook?key=1");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/json; charset=utf-8");
    assertThat(request.getHeaders().get("ModMedic-Delivery")).isEqualTo(new UUID(7, 7).toString());
    assertThat(request.getHeaders().get("ModMedic-Event")).isEqualTo("test");
    // By openssl: printf '%s' "$t.$body" | openssl dgst -sha256 -hmac secret
    assertThat(request.getHeaders().get("ModMedic-Signature"))
        .isEqualTo(
            "t=1795755600,v1=a8db9a54dc3a368853c4c22dc048da2a295d05e053a7399ad2db93b5275b722f");
    assertThat(String.valueOf(request.getBody() == null ? "" : request.getBody().utf8()))
        .isEqualTo(BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "301, the receiver answered 301; redirects are not followed",
    "400, the receiver answered 400",
    "404, the receiver answered 404",
    "429, the receiver answered 429",
    "500, the receiver answered 500",
  })
  void anyOtherStatusIsAFailure(int status, String says) {
    receiver.enqueue(
        answer(status).newBuilder().addHeader("Location", receiver.url("/elsewhere")).build());

    assertThat(send("/")).isEqualTo(new Sent.Failed(status, says, null));
    assertThat(receiver.getRequestCount()).isEqualTo(1);
  }

  @Test
  void goneIsGone() {
    receiver.enqueue(answer(410));

    assertThat(send("/")).isEqualTo(new Sent.Gone());
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT0S",
    "'Fri, 27 Nov 2026 05:10:00 GMT', PT10M",
    "99999999, PT24H",
    "'Fri, 27 Nov 2026 04:00:00 GMT',",
    "soon,",
    "'',",
    "99999999999999999999,",
  })
  void aReceiverMayAskForTime(String header, @Nullable Duration wait) {
    receiver.enqueue(answer(503).newBuilder().addHeader("Retry-After", header).build());

    assertThat(send("/")).isEqualTo(new Sent.Failed(503, "the receiver answered 503", wait));
  }

  @Test
  void aResetIsAFailure() {
    receiver.enqueue(
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());

    assertThat(send("/"))
        .isInstanceOfSatisfying(
            Sent.Failed.class,
            failed -> {
              assertThat(failed.status()).isNull();
              assertThat(failed.says()).contains("Exception");
            });
  }

  @Test
  void aReceiverThatStallsIsNotWaitedForForEver() {
    receiver.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());

    assertThat(send("/")).isEqualTo(new Sent.Failed(null, "no answer within PT1S", null));
  }

  @Test
  void nobodyListening() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }

    assertThat(sender.send(webhook("http://127.0.0.1:" + port), delivery()))
        .isInstanceOfSatisfying(
            Sent.Failed.class, failed -> assertThat(failed.says()).contains("ConnectException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"})
  void anAddressThatIsNotPublicIsNeverConnectedTo(String host) {
    receiver.enqueue(answer(200));

    Sent sent =
        sender(EgressPolicy.STRICT)
            .send(webhook("http://%s:%d/".formatted(host, receiver.getPort())), delivery());

    assertThat(sent).isInstanceOf(Sent.Failed.class);
    assertThat(receiver.getRequestCount()).isZero();
  }

  @Test
  void aRefusalNamesTheAddress() {
    assertThat(
            sender(EgressPolicy.STRICT)
                .send(webhook("http://localhost:" + receiver.getPort()), delivery()))
        .isInstanceOfSatisfying(
            Sent.Failed.class,
            failed -> assertThat(failed.says()).contains("not allowed").contains("loopback"));
  }

  @Test
  void anEndlessAnswerIsNotRead() {
    receiver.enqueue(answer(200).newBuilder().body("x".repeat(50_000_000)).build());

    assertThat(send("/")).isEqualTo(new Sent.Accepted(200));
  }

  private Sent send(String path) {
    return sender.send(webhook(receiver.url(path).toString()), delivery());
  }

  private static OkHttpSender sender(EgressPolicy policy) {
    return new OkHttpSender(policy, Duration.ofSeconds(1), new SettableClock(NOW), "ModMedic/test");
  }

  private static MockResponse answer(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "0, 1", "-1, 1"})
  void theSecretBeforeSignsForAWhile(int left, int signatures) throws InterruptedException {
    receiver.enqueue(answer(200));
    Secrets secrets = new Secrets("next", "secret", NOW.plusSeconds(left));

    sender.send(webhook(receiver.url("/").toString(), secrets), delivery());

    String signed = String.valueOf(receiver.takeRequest().getHeaders().get("ModMedic-Signature"));
    assertThat(signed.split(",v1=", -1)).hasSize(1 + signatures);
    assertThat(
            signed.endsWith(",v1=a8db9a54dc3a368853c4c22dc048da2a295d05e053a7399ad2db93b5275b722f"))
        .isEqualTo(signatures == 2);
  }

  private static Webhook webhook(String url) {
    return webhook(url, Secrets.of("secret"));
  }

  private static Webhook webhook(String url, Secrets secrets) {
    return new Webhook(
        "default",
        new UUID(1, 1),
        URI.create(url),
        Webhook.Format.MODMEDIC,
        Language.EN,
        secrets,
        AnnouncementFilter.ALL,
        true,
        null,
        NOW,
        NOW,
        1);
  }

  private static Delivery delivery() {
    return Delivery.test(webhook("http://example.net"), new UUID(7, 7), BODY, NOW);
  }
}
