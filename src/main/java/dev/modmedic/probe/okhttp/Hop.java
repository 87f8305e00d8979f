package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request of a fetch on its own connection: hears from OkHttp what happens, times it, and says
 * in the end what went wrong.
 */
final class Hop extends EventListener {
  private final HttpUrl url;
  private final Goal goal;
  private final PhaseClock clock;
  private final Way way;
  private final Dials dials = new Dials();
  private volatile @Nullable IOException broken;
  private volatile @Nullable Handshake handshake;
  private volatile boolean reached;

  /** How far to go. */
  enum Goal {
    CONNECTED,
    SECURED,
    ANSWERED
  }

  Hop(HttpUrl url, Goal goal, PhaseClock clock, Way way) {
    this.url = url;
    this.goal = goal;
    this.clock = clock;
    this.way = way;
  }

  /** Whether the goal short of an answer was reached. */
  boolean isReached() {
    return reached;
  }

  Way way() {
    return way;
  }

  Optional<Handshake> handshake() {
    return Optional.ofNullable(handshake);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    clock.enter(Phase.CONNECT);
    dials.begin(address);
  }

  @Override
  public void secureConnectStart(Call call) {
    if (goal == Goal.CONNECTED) {
      reach(call);
    } else {
      clock.enter(Phase.TLS);
    }
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake done) {
    handshake = done;
    if (goal == Goal.SECURED) {
      reach(call);
    }
  }

  private void reach(Call call) {
    reached = true;
    clock.stop();
    call.cancel();
  }

  @Override
  public void connectEnd(
      Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    clock.enter(Phase.WAIT);
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    if (String.valueOf(failure.getMessage()).startsWith("Socket closed")) {
      // The slower one of two addresses that were tried at a time.
      return;
    }
    dials.fail(address, failure);
    if (way.link().isPresent() && broken == null) {
      broken = failure;
      // With another address OkHttp would begin again; go does not, once it was connected.
      call.cancel();
    }
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    clock.enter(Phase.TRANSFER);
  }

  /** What went wrong, given what OkHttp threw in the end; nothing if time was up. */
  Trouble trouble(Optional<IOException> thrown, Instant now) {
    return way.trouble().orElseGet(() -> troubleOnTheWire(thrown, now));
  }

  private Trouble troubleOnTheWire(Optional<IOException> thrown, Instant now) {
    Phase phase = clock.phase().orElse(Phase.CONNECT);
    if (clock.hasExpired() || thrown.isEmpty()) {
      return GoWords.timeout(phase, url.host(), firstDialed(), way.egress(), target());
    }
    IOException failure = broken == null ? thrown.get() : broken;
    Optional<Link> link = way.link();
    if (phase == Phase.RESOLVE) {
      return GoWords.lookup(url.host() + ": " + failure.getMessage(), way.egress());
    }
    if (phase == Phase.CONNECT || link.isEmpty()) {
      return connecting(failure);
    }
    return phase == Phase.TLS && SystemWords.of(failure).isEmpty()
        ? TlsWords.of(failure, way.presented().chain(), url.host(), now)
        : GoWords.broken(failure, phase, link.get());
  }

  private Trouble connecting(IOException failure) {
    if (way.link().isPresent() && way.egress() instanceof Egress.HttpProxy) {
      return GoWords.tunnel(failure);
    }
    Dials.Failed said =
        dials.worthSaying().orElseGet(() -> new Dials.Failed(firstDialed(), failure));
    return cause(said.failure()) instanceof Refused refused
        ? way.refused(refused)
        : GoWords.dial(said.failure(), way.dialed(said.to()), way.egress(), target());
  }

  /** OkHttp wraps what a socket throws when it connects. */
  private static Throwable cause(IOException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private InetSocketAddress firstDialed() {
    return dials
        .first()
        .map(way::dialed)
        .orElseGet(() -> InetSocketAddress.createUnresolved(url.host(), url.port()));
  }

  private String target() {
    return url.host() + ":" + url.port();
  }
}
