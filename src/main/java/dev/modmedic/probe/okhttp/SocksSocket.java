package dev.modmedic.probe.okhttp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Connects through a SOCKS5 proxy, which resolves the host's name at its end. */
final class SocksSocket extends GuardedSocket {
  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD = 2;
  private static final int NAME = 3;

  private final ProxyAddress proxy;
  private final Optional<Egress.Login> login;

  /** Finds the proxy, which may have a name. */
  interface ProxyAddress {
    InetSocketAddress find() throws IOException;
  }

  SocksSocket(
      Guard guard,
      Consumer<Socket> connected,
      Presented presented,
      ProxyAddress proxy,
      Optional<Egress.Login> login) {
    super(guard, connected, presented);
    this.proxy = proxy;
    this.login = login;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    super.connect(proxy.find(), timeoutMillis);
    InetSocketAddress target = (InetSocketAddress) endpoint;
    DataInputStream in = new DataInputStream(getInputStream());
    OutputStream out = getOutputStream();
    agreeOnLogin(in, out);
    out.write(request(target.getHostString(), target.getPort()));
    int version = in.readUnsignedByte();
    int reply = in.readUnsignedByte();
    if (version != VERSION || reply != 0) {
      throw SocksRefusal.of(version == VERSION ? reply : SocksRefusal.NOT_SOCKS);
    }
    skipAddress(in);
  }

  private void agreeOnLogin(DataInputStream in, OutputStream out) throws IOException {
    out.write(
        login.isPresent()
            ? new byte[] {VERSION, 2, NO_LOGIN, PASSWORD}
            : new byte[] {VERSION, 1, NO_LOGIN});
    if (in.readUnsignedByte() != VERSION) {
      throw SocksRefusal.of(SocksRefusal.NOT_SOCKS);
    }
    int method = in.readUnsignedByte();
    if (method == PASSWORD && login.isPresent()) {
      out.write(password(login.get()));
      in.readUnsignedByte();
      if (in.readUnsignedByte() != 0) {
        throw SocksRefusal.of(SocksRefusal.LOGIN_REFUSED);
      }
    } else if (method != NO_LOGIN) {
      throw SocksRefusal.of(SocksRefusal.LOGIN_WANTED);
    }
  }

  private static byte[] password(Egress.Login login) {
    byte[] user = login.user().getBytes(StandardCharsets.UTF_8);
    byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[3 + user.length + password.length];
    message[0] = 1;
    message[1] = (byte) user.length;
    System.arraycopy(user, 0, message, 2, user.length);
    message[2 + user.length] = (byte) password.length;
    System.arraycopy(password, 0, message, 3 + user.length, password.length);
    return message;
  }

  private static byte[] request(String host, int port) {
    byte[] address = Guard.literal(host).map(InetAddress::getAddress).orElse(null);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    byte[] where = address == null ? name : address;
    int head = address == null ? 5 : 4;
    byte[] message = new byte[head + where.length + 2];
    message[0] = VERSION;
    message[1] = 1;
    if (address == null) {
      message[3] = NAME;
      message[4] = (byte) name.length;
    } else {
      message[3] = (byte) (address.length == 4 ? 1 : 4);
    }
    System.arraycopy(where, 0, message, head, where.length);
    message[message.length - 2] = (byte) (port >> 8);
    message[message.length - 1] = (byte) port;
    return message;
  }

  private static void skipAddress(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int length =
        switch (in.readUnsignedByte()) {
          case 1 -> 4;
          case 4 -> 16;
          default -> in.readUnsignedByte();
        };
    in.readFully(new byte[length + 2]);
  }
}
