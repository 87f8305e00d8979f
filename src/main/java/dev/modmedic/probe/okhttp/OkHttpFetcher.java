package dev.modmedic.probe.okhttp;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Connector;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureNames;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.HostLookup;
import dev.modmedic.probe.Vantage;
import java.net.InetAddress;
import java.net.URI;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Fetches with OkHttp. Every request has a connection of its own with a handshake of its own, so
 * that each phase is what it would be for a user who comes anew. Neither cookies nor answers are
 * kept.
 */
public final class OkHttpFetcher implements Fetcher, Connector {
  /** What {@link FreshTls} has enabled already. */
  private static final ConnectionSpec ENABLED =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
          .allEnabledCipherSuites()
          .allEnabledTlsVersions()
          .build();

  private final Guard guard;
  private final FailureNames names;
  private final PhaseLimits limits;
  private final Clock clock;
  private final String userAgent;
  private final FreshTls handshakes;
  private final OkHttpClient base;

  /**
   * Makes a fetcher.
   *
   * @param trust the authorities that certificates may come from
   * @param userAgent what requests say they are
   */
  public OkHttpFetcher(
      EgressPolicy policy,
      HostLookup lookup,
      FailureNames names,
      X509ExtendedTrustManager trust,
      PhaseLimits limits,
      Clock clock,
      String userAgent) {
    this(policy, lookup, names, trust, limits, clock, userAgent, BoringSsl::provider);
  }

  /**
   * @param tls whose handshakes to make where it can be used, instead of Java's own
   */
  OkHttpFetcher(
      EgressPolicy policy,
      HostLookup lookup,
      FailureNames names,
      X509ExtendedTrustManager trust,
      PhaseLimits limits,
      Clock clock,
      String userAgent,
      Supplier<Optional<Provider>> tls) {
    this.guard = new Guard(policy, lookup);
    this.names = names;
    this.limits = limits;
    this.clock = clock;
    this.userAgent = userAgent;
    WatchedTrust watched = new WatchedTrust(trust);
    this.handshakes = new FreshTls(watched, tls);
    this.base =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .cache(null)
            // Nothing stays open, and since each request looks names up by itself, none is shared.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .sslSocketFactory(handshakes, watched)
            .connectionSpecs(List.of(ENABLED, ConnectionSpec.CLEARTEXT))
            // Our clock ends what takes too long, and says in which phase.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(chain -> OnceOnly.of(chain.proceed(chain.request())))
            .build();
  }

  @Override
  public <T> Exchange<T> fetch(Fetch fetch, BodyReader<T> reader) throws InterruptedException {
    PhaseClock phases = clock(fetch.url(), fetch.deadline());
    Journey journey = new Journey(this, Egress.of(fetch.vantage().egress()), phases);
    return Watch.over(
        phases,
        journey::cancel,
        () -> journey.fetch(fetch, reader),
        () -> journey.broken(fetch.url()));
  }

  @Override
  public Attempt connect(URI url, @Nullable InetAddress address, Vantage vantage, Duration deadline)
      throws InterruptedException {
    return reach(url, address, vantage, deadline, Hop.Goal.CONNECTED).attempt();
  }

  @Override
  public Handshake handshake(URI url, Vantage vantage, Duration deadline)
      throws InterruptedException {
    return reach(url, null, vantage, deadline, Hop.Goal.SECURED);
  }

  private Handshake reach(
      URI url, @Nullable InetAddress address, Vantage vantage, Duration deadline, Hop.Goal goal)
      throws InterruptedException {
    PhaseClock phases = clock(url, deadline);
    Journey journey = new Journey(this, Egress.of(vantage.egress()), phases);
    return Watch.over(
        phases, journey::cancel, () -> journey.reach(url, address, goal), () -> journey.late(url));
  }

  /** Begins to count once nothing is left to do that only the first fetch has to wait for. */
  private PhaseClock clock(URI url, Duration deadline) {
    if ("https".equalsIgnoreCase(url.getScheme())) {
      handshakes.prepare();
    }
    return new PhaseClock(deadline, limits);
  }

  Hop hop(HttpUrl url, Hop.Goal goal, PhaseClock phases, Egress egress) {
    return new Hop(url, goal, phases, new Way(phases, guard, egress));
  }

  /** A client for one request. */
  OkHttpClient client(Hop hop) {
    Egress egress = hop.way().egress();
    return base.newBuilder()
        .dns(hop.way()::lookup)
        .eventListener(hop)
        .proxy(egress.proxy())
        .proxyAuthenticator(egress.authenticator())
        .socketFactory(new GuardedSockets(hop.way()::socket))
        .build();
  }

  Request request(HttpUrl url, Map<String, String> headers, Egress egress) {
    Request.Builder request = new Request.Builder().url(url);
    headers.forEach(request::header);
    request.header("User-Agent", userAgent);
    // Otherwise OkHttp would unpack in passing, and the bytes counted would not be those sent.
    request.header("Accept-Encoding", "identity");
    if (!url.isHttps()) {
      egress.authorization().ifPresent(value -> request.header("Proxy-Authorization", value));
    }
    return request.build();
  }

  /** The failure that {@code go} would print so. */
  Failure named(String text, Trouble trouble) {
    Failure named = names.named(trouble.source(), trouble.phase(), text, trouble.code());
    return trouble.certain() ? named.as(trouble.code()) : named;
  }

  Instant now() {
    return clock.instant();
  }
}
