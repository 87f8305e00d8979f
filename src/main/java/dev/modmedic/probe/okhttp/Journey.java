package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.Connector;
import dev.modmedic.probe.Exchange;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
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

  Journey(OkHttpFetcher fetcher, Egress egress, PhaseClock phases) {
    this.fetcher = fetcher;
    this.egress = egress;
    this.phases = phases;
  }

  /** Breaks off what is under way; nothing more is begun. */
  void cancel() {
    cancelled = true;
    cancelCall();
  }

  <T> Exchange<T> fetch(Fetcher.Fetch fetch, Fetcher.BodyReader<T> reader) {
    return switch (WebUrl.of(fetch.url())) {
      case WebUrl.Usable(HttpUrl url) -> fetch(url, fetch, reader);
      case WebUrl.Unusable(Trouble trouble) -> broken(fetch.url(), trouble);
    };
  }

  private <T> Exchange<T> fetch(HttpUrl begin, Fetcher.Fetch fetch, Fetcher.BodyReader<T> reader) {
    HttpUrl url = begin;
    Map<String, String> headers = fetch.headers();
    while (true) {
      Hop next = begin(url, Hop.Goal.ANSWERED);
      Optional<Trouble> objection = next.way().objection(url.host());
      if (objection.isPresent()) {
        return broken(url.uri(), objection.get());
      }
      try (Response response = answer(next, fetcher.request(url, headers, egress))) {
        status = response.code();
        Optional<String> location = Redirects.location(response);
        if (location.isEmpty()) {
          return answered(next, url, response, fetch.maxBytes(), reader);
        }
        cancelCall();
        Optional<Trouble> refusal = Redirects.objection(url, location.get(), requests);
        if (refusal.isPresent()) {
          return broken(url.uri(), refusal.get());
        }
        HttpUrl target = Objects.requireNonNull(url.resolve(location.get()));
        headers = Redirects.headers(headers, url, target);
        url = target;
        status = null;
      } catch (IOException e) {
        return broken(url.uri(), next.trouble(Optional.of(e), fetcher.now()));
      }
    }
  }

  private <T> Exchange<T> answered(
      Hop last, HttpUrl url, Response response, long limit, Fetcher.BodyReader<T> reader) {
    CountedBody wire =
        new CountedBody(response.body().byteStream(), response.body().contentLength(), limit);
    body = wire;
    Received<T> received = Received.of(response, wire, limit, reader);
    phases.stop();
    // What was not read is not worth waiting for.
    cancelCall();
    IOException why = received.broken();
    if (why instanceof CountedBody.TooLarge large) {
      return new Exchange.Broken<>(
          attempt(failure(url.uri(), GoWords.tooLarge(why))), large.atLeast());
    }
    if (why != null) {
      return broken(url.uri(), last.trouble(Optional.of(why), fetcher.now()));
    }
    return new Exchange.Answered<>(
        attempt(null),
        response.code(),
        Headers.lowerCase(response.headers()),
        received.value(),
        received.text(),
        url.uri(),
        Certificates.earliestEnd(last.way().presented().chain()));
  }

  Connector.Handshake reach(URI url, @Nullable InetAddress address, Hop.Goal goal) {
    return switch (WebUrl.of(url)) {
      case WebUrl.Usable(HttpUrl target) -> reach(target, url, address, goal);
      case WebUrl.Unusable(Trouble trouble) ->
          new Connector.Handshake(attempt(failure(url, trouble)), null, null, List.of());
    };
  }

  private Connector.Handshake reach(
      HttpUrl target, URI url, @Nullable InetAddress address, Hop.Goal goal) {
    // A tunnel is wanted also for http, and both goals lie before anything is asked.
    HttpUrl.Builder dialed = target.newBuilder().scheme("https").port(target.port());
    if (address != null) {
      dialed.host(address.getHostAddress());
    }
    HttpUrl to = dialed.build();
    Hop only = begin(to, goal);
    Optional<Trouble> objection = only.way().objection(to.host());
    if (objection.isPresent()) {
      return reached(only, failure(url, objection.get()));
    }
    try (Response unasked = answer(only, new Request.Builder().url(to).build())) {
      return reached(only, null);
    } catch (IOException e) {
      return reached(
          only,
          only.isReached() ? null : failure(url, only.trouble(Optional.of(e), fetcher.now())));
    }
  }

  /** How far it came when time was up. */
  Connector.Handshake late(URI url) {
    Hop only = hop;
    if (only == null) {
      return new Connector.Handshake(attempt(failure(url, NOT_BEGUN)), null, null, List.of());
    }
    return reached(
        only,
        only.isReached() ? null : failure(url, only.trouble(Optional.empty(), fetcher.now())));
  }

  private Connector.Handshake reached(Hop only, @Nullable Failure failure) {
    return new Connector.Handshake(
        attempt(failure),
        only.handshake().map(done -> done.tlsVersion().javaName()).orElse(null),
        only.handshake().map(done -> done.cipherSuite().javaName()).orElse(null),
        only.way().presented().chain().stream().map(Certificates::shown).toList());
  }

  private Hop begin(HttpUrl url, Hop.Goal goal) {
    requests++;
    Hop next = fetcher.hop(url, goal, phases, egress);
    hop = next;
    return next;
  }

  private Response answer(Hop next, Request request) throws IOException {
    Call begun = fetcher.client(next).newCall(request);
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

  /** The exchange as it stands when time is up. */
  <T> Exchange<T> broken(URI url) {
    Hop late = hop;
    return broken(url, late == null ? NOT_BEGUN : late.trouble(Optional.empty(), fetcher.now()));
  }

  private <T> Exchange<T> broken(URI url, Trouble trouble) {
    Trouble told =
        requests > 1 && trouble.code().equals("tcp.blocked-locally")
            ? trouble.ofRedirect() // it was the target that sent us there
            : trouble;
    return new Exchange.Broken<>(attempt(failure(url, told)), 0);
  }

  private Failure failure(URI url, Trouble trouble) {
    phases.stop();
    return fetcher.named("Get \"%s\": %s".formatted(url, trouble.says()), trouble);
  }

  private Attempt attempt(@Nullable Failure failure) {
    phases.stop();
    Optional<Link> link = Optional.ofNullable(hop).flatMap(last -> last.way().link());
    CountedBody counted = body;
    return new Attempt(
        phases.timings(),
        phases.total(),
        counted == null ? 0 : counted.count(),
        link.map(known -> known.remote().getAddress().getHostAddress()).orElse(null),
        status,
        failure);
  }
}
