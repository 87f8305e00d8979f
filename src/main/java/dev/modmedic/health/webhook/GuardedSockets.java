package dev.modmedic.health.webhook;

import dev.modmedic.access.EgressPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Makes sockets that look at the address they are about to connect to, whatever a name said when it
 * was looked at before.
 */
final class GuardedSockets extends SocketFactory {
  private final EgressPolicy policy;

  GuardedSockets(EgressPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Socket createSocket() {
    return new Guarded(policy);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(address, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(local, localPort));
    socket.connect(new InetSocketAddress(address, port));
    return socket;
  }

  private static final class Guarded extends Socket {
    private final EgressPolicy policy;

    Guarded(EgressPolicy policy) {
      this.policy = policy;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress to && to.getAddress() != null) {
        Optional<String> refusal = policy.refusal(to.getAddress());
        if (refusal.isPresent()) {
          throw new ConnectException("not allowed: " + refusal.get());
        }
      }
      super.connect(endpoint, timeout);
    }
  }
}
