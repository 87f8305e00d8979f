package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Connector;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.Vantage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One fetch from its first hop to its last. */
final class Journey {
  /** There was no time for anything. */
  private static final Trouble NOT_BEGUN =
      Trouble.of(Phase.CONNECT, "context deadline exceeded", "http.timeout");

  private final OkHttpFetcher fetcher;
  private final Egress egress;
  private final PhaseClock phases;
  private volatile @Nullable Hop hop;
  private volatile @Nullable Call call;
  private volatile @Nullable CountedBody body;
  private volatile @Nullable Integer status;
  private volatile boolean cancelled;
  private int requests;

  Journey(OkHttpFetcher fetcher, Vantage vantage, PhaseClock phases) {
    this.fetcher = fetcher;
    this.egress = Egress.of(vantage.egress());
    this.phases = phases;
  }

  /** Breaks off what is under way; nothing more is begun. */
  void cancel() {
    cancelled = true;
    Call current = call;
    if (current != null) {
      current.cancel();
    }
  }

  <T> Exchange<T> fetch(Fetcher.Fetch fetch, Fetcher.BodyReader<T> reader) {
    HttpUrl url = Objects.requireNonNull(HttpUrl.parse(fetch.url().toString()), "an http URL");
    Map<String, String> headers = fetch.headers();
    while (true) {
      Hop next = begin(url, Hop.Goal.ANSWERED);
      Optional<Trouble> objection = next.objection();
      if (objection.isPresent()) {
        return broken(url.uri(), objection.get());
      }
      try (Response response = answer(next, request(url, headers))) {
        status = response.code();
        Optional<String> location = Redirects.location(response);
        if (location.isEmpty()) {
          return answered(next, url, response, fetch.maxBytes(), reader);
        }
        Optional<Trouble> refusal = Redirects.objection(url, location.get(), requests);
        cancelCall();
        if (refusal.isPresent()) {
          return broken(url.uri(), refusal.get());
        }
        HttpUrl target = Objects.requireNonNull(url.resolve(location.get()));
        headers = Redirects.headers(headers, url, target);
        url = target;
        status = null;
      } catch (IOException e) {
        return broken(url.uri(), next.trouble(Optional.of(e), now()));
      }
    }
  }

  Connector.Handshake reach(URI url, @Nullable InetAddress address, Hop.Goal goal) {
    HttpUrl target = Objects.requireNonNull(HttpUrl.parse(url.toString()), "an http URL");
    HttpUrl.Builder dialed = target.newBuilder().scheme("https").port(target.port());
    if (address != null) {
      dialed.host(address.getHostAddress());
    }
    Hop only = begin(dialed.build(), goal);
    Optional<Trouble> objection = only.objection();
    if (objection.isPresent()) {
      return reached(only, failure(url, objection.get()));
    }
    try (Response unasked = answer(only, new Request.Builder().url(dialed.build()).build())) {
      return reached(only, null);
    } catch (IOException e) {
      return reached(
          only, only.isReached() ? null : failure(url, only.trouble(Optional.of(e), now())));
    }
  }

  Connector.Handshake notReached(URI url) {
    Hop late = hop;
    if (late == null) {
      return new Connector.Handshake(attempt(failure(url, NOT_BEGUN)), null, null, List.of());
    }
    return late.isReached()
        ? reached(late, null)
        : reached(late, failure(url, late.trouble(Optional.empty(), now())));
  }

  private Connector.Handshake reached(Hop only, @Nullable Failure failure) {
    return new Connector.Handshake(
        attempt(failure),
        only.handshake().map(done -> done.tlsVersion().javaName()).orElse(null),
        only.handshake().map(done -> done.cipherSuite().javaName()).orElse(null),
        only.trust().chain().stream().map(Certificates::shown).toList());
  }

  private Hop begin(HttpUrl url, Hop.Goal goal) {
    requests++;
    Hop next = fetcher.hop(url, goal, phases, egress);
    hop = next;
    return next;
  }

  private Response answer(Hop next, Request request) throws IOException {
    Call begun = fetcher.client(next, egress).newCall(request);
    call = begun;
    if (cancelled) {
      begun.cancel();
    }
    return begun.execute();
  }

  private void cancelCall() {
    Call current = call;
    if (current != null) {
      current.cancel();
    }
  }

  private Request request(HttpUrl url, Map<String, String> headers) {
    Request.Builder request = new Request.Builder().url(url);
    headers.forEach(request::header);
    request.header("User-Agent", fetcher.userAgent());
    // Otherwise OkHttp would unpack in passing, and the bytes counted would not be those sent.
    request.header("Accept-Encoding", "identity");
    if (!url.isHttps()) {
      egress.authorization().ifPresent(value -> request.header("Proxy-Authorization", value));
    }
    return request.build();
  }

  private <T> Exchange<T> answered(
      Hop last, HttpUrl url, Response response, long limit, Fetcher.BodyReader<T> reader) {
    phases.enter(Phase.TRANSFER);
    CountedBody wire = new CountedBody(response.body().byteStream(), limit);
    body = wire;
    @Nullable T read = null;
    String text = "";
    if (response.code() == 200) {
      CountedBody plain = wire;
      try {
        if ("gzip".equalsIgnoreCase(response.header("Content-Encoding"))) {
          plain = new CountedBody(new GZIPInputStream(wire), limit);
        }
        read = reader.read(plain);
      } catch (IOException e) {
        if (plain.broken().or(wire::broken).isEmpty() && plain != wire) {
          return spoiled(url, e);
        }
        if (plain.broken().or(wire::broken).isEmpty()) {
          throw new UncheckedIOException(e);
        }
      }
      Optional<IOException> broken = wire.broken().or(plain::broken);
      if (broken.isPresent()) {
        return spoiled(url, broken.get());
      }
    } else {
      text = ErrorText.of(wire, response.body().contentType());
    }
    phases.stop();
    // What was not read is not worth waiting for.
    cancelCall();
    return new Exchange.Answered<>(
        attempt(null),
        response.code(),
        lowerCase(response.headers()),
        read,
        text,
        url.uri(),
        earliestEnd(last));
  }

  private <T> Exchange<T> spoiled(HttpUrl url, IOException why) {
    cancelCall();
    Hop last = Objects.requireNonNull(hop);
    return broken(
        url.uri(),
        why instanceof CountedBody.TooLarge
            ? new Trouble(
                FailureSource.TARGET,
                Phase.TRANSFER,
                String.valueOf(why.getMessage()),
                "goproxy.bad-response")
            : last.trouble(Optional.of(why), now()));
  }

  /** The exchange as it stands when time is up. */
  <T> Exchange<T> broken(URI url) {
    Hop late = hop;
    return broken(url, late == null ? NOT_BEGUN : late.trouble(Optional.empty(), now()));
  }

  private <T> Exchange<T> broken(URI url, Trouble trouble) {
    Trouble told =
        requests > 1 && trouble.code().equals("tcp.blocked-locally")
            ? trouble.by(FailureSource.TARGET) // it was the target that sent us there
            : trouble;
    return new Exchange.Broken<>(attempt(failure(url, told)));
  }

  private Failure failure(URI url, Trouble trouble) {
    phases.stop();
    Failure named =
        fetcher
            .names()
            .named(
                trouble.source(),
                trouble.phase(),
                "Get \"%s\": %s".formatted(url, trouble.says()),
                trouble.code());
    return trouble.certain()
        ? new Failure(named.source(), trouble.code(), named.message(), named.phase())
        : named;
  }

  private Attempt attempt(@Nullable Failure failure) {
    phases.stop();
    Hop last = hop;
    CountedBody counted = body;
    return new Attempt(
        phases.timings(),
        phases.total(),
        counted == null ? 0 : counted.count(),
        last == null
            ? null
            : last.link().map(link -> link.remote().getAddress().getHostAddress()).orElse(null),
        status,
        failure);
  }

  private Instant now() {
    return fetcher.clock().instant();
  }

  private static @Nullable Instant earliestEnd(Hop last) {
    return last.trust().chain().stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<String, List<String>> lowerCase(Headers headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers
        .toMultimap()
        .forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
