package dev.modmedic.health.webhook;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.health.Delivery;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.WebhookSender;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends with OkHttp: one connection for each message, no redirect, no proxy, no second try, and
 * never a look at the answer's body.
 */
public final class OkHttpSender implements WebhookSender {
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int LONGEST_REASON = 200;
  private static final String RETRY_AFTER = "ModMedic-Retry-After";
  private static final int GONE = 410;

  private final OkHttpClient client;
  private final Clock clock;
  private final String userAgent;
  private final Duration patience;

  /**
   * @param policy which addresses may be connected to
   * @param patience for one message, name resolution included
   */
  public OkHttpSender(EgressPolicy policy, Duration patience, Clock clock, String userAgent) {
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new GuardedSockets(policy))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .protocols(List.of(Protocol.HTTP_1_1))
            .addNetworkInterceptor(chain -> hidingRetryAfter(chain.proceed(chain.request())))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .callTimeout(patience)
            .connectTimeout(patience)
            .readTimeout(patience)
            .writeTimeout(patience)
            .build();
    this.clock = clock;
    this.userAgent = userAgent;
    this.patience = patience;
  }

  @Override
  public Sent send(Webhook webhook, Delivery delivery) {
    HttpUrl url = HttpUrl.parse(webhook.url().toString());
    if (url == null) {
      return new Sent.Failed(null, "the URL cannot be used", null);
    }
    Request request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", userAgent)
            .header("Connection", "close")
            .header("ModMedic-Delivery", delivery.id().toString())
            .header("ModMedic-Event", delivery.event())
            .header(
                "ModMedic-Signature",
                Signature.of(webhook.secrets(), clock.instant(), delivery.body()))
            .post(RequestBody.create(delivery.body(), JSON))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return sent(response);
    } catch (InterruptedIOException e) {
      return new Sent.Failed(null, "no answer within " + patience, null);
    } catch (IOException e) {
      return new Sent.Failed(null, reason(e), null);
    }
  }

  /** The library would act on this header by itself: ask again at once, or fail to read it. */
  private static Response hidingRetryAfter(Response response) {
    String retryAfter = response.header("Retry-After");
    return retryAfter == null
        ? response
        : response.newBuilder().removeHeader("Retry-After").header(RETRY_AFTER, retryAfter).build();
  }

  private Sent sent(Response response) {
    int status = response.code();
    if (response.isSuccessful()) {
      return new Sent.Accepted(status);
    }
    if (status == GONE) {
      return new Sent.Gone();
    }
    String says =
        response.isRedirect()
            ? "the receiver answered %d; redirects are not followed".formatted(status)
            : "the receiver answered " + status;
    return new Sent.Failed(status, says, wait(response.header(RETRY_AFTER)));
  }

  /** Seconds or a date (RFC 9110, section 10.2.3); at most a day; null if it is neither. */
  private @Nullable Duration wait(@Nullable String retryAfter) {
    if (retryAfter == null) {
      return null;
    }
    try {
      Duration wait =
          retryAfter.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(clock.instant(), date(retryAfter));
      return wait.isNegative() ? null : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** What lies at the bottom says most: the library only says that it could not connect. */
  private static String reason(IOException e) {
    Throwable bottom = e;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    String said = String.valueOf(bottom.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    String reason = "%s: %s".formatted(bottom.getClass().getSimpleName(), said);
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }
}
