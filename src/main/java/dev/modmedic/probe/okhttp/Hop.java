package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private final Guard guard;
  private final Egress egress;
  private final WatchedTrust trust;
  private final List<Dialed> dialed = new ArrayList<>();
  private volatile @Nullable Link link;
  private volatile @Nullable IOException broken;
  private volatile @Nullable Trouble trouble;
  private volatile @Nullable Handshake handshake;
  private volatile boolean reached;

  /** How far to go. */
  enum Goal {
    CONNECTED,
    SECURED,
    ANSWERED
  }

  private record Dialed(InetSocketAddress to, @Nullable IOException failure) {}

  Hop(HttpUrl url, Goal goal, PhaseClock clock, Guard guard, Egress egress, WatchedTrust trust) {
    this.url = url;
    this.goal = goal;
    this.clock = clock;
    this.guard = guard;
    this.egress = egress;
    this.trust = trust;
  }

  /** Whether the goal short of an answer was reached. */
  boolean isReached() {
    return reached;
  }

  Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  Optional<Handshake> handshake() {
    return Optional.ofNullable(handshake);
  }

  WatchedTrust trust() {
    return trust;
  }

  /** Looks at what the URL shows before anything is resolved. */
  Optional<Trouble> objection() {
    try {
      guard.checkHost(url.host(), egress);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(refused(e));
    }
  }

  /** The addresses OkHttp may connect to: the target's, or those of the proxy before it. */
  List<InetAddress> lookup(String host) throws UnknownHostException {
    // The far end of SOCKS resolves; this stands for the name until our socket sends it there.
    return egress instanceof Egress.SocksProxy
        ? List.of(InetAddress.getByAddress(host, new byte[4]))
        : resolve(host);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    clock.enter(Phase.RESOLVE);
    try {
      return guard.addresses(host, clock);
    } catch (Refused e) {
      trouble = refused(e);
      throw new UnknownHostException(e.getMessage());
    } catch (UnknownHostException e) {
      trouble = GoWords.lookup(String.valueOf(e.getMessage()), egress);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  /** A socket for OkHttp to connect. */
  Socket socket() {
    return egress instanceof Egress.SocksProxy socks
        ? new SocksSocket(guard, this::connected, () -> proxyAddress(socks), socks.login())
        : new GuardedSocket(guard, this::connected);
  }

  private InetSocketAddress proxyAddress(Egress.SocksProxy socks) throws UnknownHostException {
    Optional<InetAddress> literal = Guard.literal(socks.host());
    InetAddress address = literal.isPresent() ? literal.get() : resolve(socks.host()).getFirst();
    clock.enter(Phase.CONNECT);
    return new InetSocketAddress(address, socks.port());
  }

  private void connected(Socket socket) {
    if (link == null) {
      link =
          new Link(
              (InetSocketAddress) socket.getLocalSocketAddress(),
              (InetSocketAddress) socket.getRemoteSocketAddress());
    }
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    clock.enter(Phase.CONNECT);
    synchronized (dialed) {
      dialed.add(new Dialed(address, null));
    }
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
    synchronized (dialed) {
      dialed.add(new Dialed(address, failure));
    }
    if (link != null && broken == null) {
      broken = failure;
      // With another address OkHttp would begin again; go does not, once it was connected.
      call.cancel();
    }
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    clock.enter(Phase.TRANSFER);
  }

  /** What went wrong, given what OkHttp threw in the end, or that time is up. */
  Trouble trouble(Optional<IOException> thrown, Instant now) {
    Trouble known = trouble;
    if (known != null) {
      return known;
    }
    Phase phase = clock.phase().orElse(Phase.CONNECT);
    InetSocketAddress first = firstDialed();
    String target = url.host() + ":" + url.port();
    if (clock.hasExpired() || thrown.isEmpty()) {
      return GoWords.timeout(phase, url.host(), first, egress, target);
    }
    IOException failure = broken == null ? thrown.get() : broken;
    return switch (phase) {
      case RESOLVE -> GoWords.lookup(url.host() + ": " + failure.getMessage(), egress);
      case CONNECT -> connecting(failure, target);
      case TLS ->
          SystemWords.of(failure).isPresent() && link != null
              ? GoWords.broken(failure, phase, link)
              : TlsWords.of(failure, trust.chain(), url.host(), now);
      case WAIT, TRANSFER ->
          link == null ? connecting(failure, target) : GoWords.broken(failure, phase, link);
    };
  }

  private Trouble connecting(IOException failure, String target) {
    if (link != null && egress instanceof Egress.HttpProxy) {
      return GoWords.tunnel(failure);
    }
    Dialed said = worthSaying().orElseGet(() -> new Dialed(firstDialed(), failure));
    IOException reason = said.failure() == null ? failure : said.failure();
    return cause(reason) instanceof Refused refused
        ? refused(refused)
        : GoWords.dial(reason, dialedOrProxy(said.to()), egress, target);
  }

  /** OkHttp wraps what a socket throws when it connects. */
  private static Throwable cause(IOException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  /** With addresses of both families, that of one that this machine cannot use says little. */
  private Optional<Dialed> worthSaying() {
    synchronized (dialed) {
      List<Dialed> failed = dialed.stream().filter(one -> one.failure() != null).toList();
      return failed.stream()
          .filter(one -> SystemWords.of(one.failure()).map(said -> !said.own()).orElse(true))
          .findFirst()
          .or(() -> failed.stream().findFirst());
    }
  }

  private InetSocketAddress firstDialed() {
    synchronized (dialed) {
      return dialed.stream()
          .map(Dialed::to)
          .findFirst()
          .map(this::dialedOrProxy)
          .orElseGet(() -> InetSocketAddress.createUnresolved(url.host(), url.port()));
    }
  }

  /** OkHttp knows nothing of a SOCKS proxy, so it thinks it dials the target. */
  private InetSocketAddress dialedOrProxy(InetSocketAddress to) {
    if (egress instanceof Egress.SocksProxy socks) {
      return link == null
          ? InetSocketAddress.createUnresolved(socks.host(), socks.port())
          : link.remote();
    }
    return to;
  }

  private Trouble refused(Refused refusal) {
    return new Trouble(
        FailureSource.OWN_NETWORK,
        clock.phase().orElse(Phase.CONNECT),
        String.valueOf(refusal.getMessage()),
        "tcp.blocked-locally",
        true);
  }
}
