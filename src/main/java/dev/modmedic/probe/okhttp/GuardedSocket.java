package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** Connects only to where the egress policy allows, whatever was resolved before. */
class GuardedSocket extends Socket {
  private final Guard guard;
  private final Consumer<Socket> connected;
  private final Presented presented;

  GuardedSocket(Guard guard, Consumer<Socket> connected, Presented presented) {
    this.guard = guard;
    this.presented = presented;
    this.connected = connected;
  }

  /** Keeps what the server presents on this connection. */
  Presented presented() {
    return presented;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    InetSocketAddress target = (InetSocketAddress) endpoint;
    guard.check(target.getAddress());
    super.connect(target, timeoutMillis);
    // As Go does; with TLS the request would else wait for the acknowledgement of the handshake.
    setTcpNoDelay(true);
    connected.accept(this);
  }
}
