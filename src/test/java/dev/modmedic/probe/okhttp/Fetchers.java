package dev.modmedic.probe.okhttp;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.probe.EngineFailureNames;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.Fetcher.Fetch;
import dev.modmedic.probe.Vantage;
import dev.modmedic.testing.net.FakeLookup;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetchers for tests on loopback, with the knowledge that ships. */
public final class Fetchers {
  static final Duration LONG = Duration.ofSeconds(60);
  static final EgressPolicy LOOPBACK = EgressPolicy.allowing(List.of("127.0.0.1", "::1"));

  private static final Engine ENGINE = TestEngine.bundled();

  private Fetchers() {}

  /** One that trusts an authority more, and takes loopback for public. */
  public static OkHttpFetcher of(FakeLookup lookup, String authorityPem) {
    return of(LOOPBACK, lookup, authorityPem, PhaseLimits.DEFAULTS);
  }

  static OkHttpFetcher of(
      EgressPolicy policy, FakeLookup lookup, String authorityPem, PhaseLimits limits) {
    return of(policy, lookup, authorityPem, limits, BoringSsl::provider);
  }

  static OkHttpFetcher of(
      EgressPolicy policy,
      FakeLookup lookup,
      String authorityPem,
      PhaseLimits limits,
      Supplier<Optional<Provider>> tls) {
    try {
      return new OkHttpFetcher(
          policy,
          lookup,
          names(),
          Trust.withExtra(authorityPem),
          limits,
          Clock.systemUTC(),
          "ModMedic/test (+probe)",
          tls);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Names from the knowledge that ships. */
  public static EngineFailureNames names() {
    return new EngineFailureNames(() -> ENGINE);
  }

  static Exchange<String> get(OkHttpFetcher fetcher, String url, @Nullable String egress)
      throws InterruptedException {
    return get(fetcher, url, egress, LONG);
  }

  static Exchange<String> get(
      OkHttpFetcher fetcher, String url, @Nullable String egress, Duration deadline)
      throws InterruptedException {
    Vantage vantage = new Vantage("test", egress == null ? null : URI.create(egress));
    return fetcher.fetch(
        new Fetch(URI.create(url), vantage, Map.of(), deadline, 1_000_000), Fetchers::text);
  }

  static Failure failure(Exchange<?> exchange) {
    Failure failure = exchange.attempt().failure();
    if (failure == null) {
      throw new AssertionError("the exchange went through: " + exchange);
    }
    return failure;
  }

  static String text(InputStream body) throws java.io.IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }
}
