package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Phase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a hop comes to its connection: names are resolved and addresses guarded on it. */
final class Way {
  private final PhaseClock clock;
  private final Guard guard;
  private final Egress egress;
  private final Presented presented = new Presented();
  private volatile @Nullable Link link;
  private volatile @Nullable Trouble trouble;

  Way(PhaseClock clock, Guard guard, Egress egress) {
    this.clock = clock;
    this.guard = guard;
    this.egress = egress;
  }

  Egress egress() {
    return egress;
  }

  Presented presented() {
    return presented;
  }

  /** The connection, once there is one. */
  Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  /** What kept a name from being resolved or an address from being used. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Looks at what a URL's host shows before anything is resolved. */
  Optional<Trouble> objection(String host) {
    try {
      guard.checkHost(host, egress);
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
        ? new SocksSocket(
            guard, this::connected, presented, () -> proxyAddress(socks), socks.login())
        : new GuardedSocket(guard, this::connected, presented);
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

  /** OkHttp knows nothing of a SOCKS proxy, so it thinks it dials the target. */
  InetSocketAddress dialed(InetSocketAddress to) {
    if (egress instanceof Egress.SocksProxy socks) {
      return link()
          .map(Link::remote)
          .orElseGet(() -> InetSocketAddress.createUnresolved(socks.host(), socks.port()));
    }
    return to;
  }

  Trouble refused(Refused refusal) {
    return new Trouble(
        FailureSource.OWN_NETWORK,
        clock.phase().orElse(Phase.CONNECT),
        String.valueOf(refusal.getMessage()),
        "tcp.blocked-locally",
        true);
  }
}
