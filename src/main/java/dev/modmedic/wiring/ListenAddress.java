package dev.modmedic.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Keeps the service on loopback, where only this machine's users can reach it. */
final class ListenAddress {
  private ListenAddress() {}

  /** Refuses a host that other machines could reach, as nothing would ask them who they are. */
  static void requireLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          throw new StartupException(
              "MODMEDIC_HOST is %s, which other machines can reach, and no authentication is configured, so anyone there could read and delete diagnoses. Use 127.0.0.1, and put a reverse proxy that authenticates in front of it if others must reach it."
                  .formatted(host));
        }
      }
    } catch (UnknownHostException e) {
      throw new StartupException(
          "MODMEDIC_HOST is \"%s\", and this machine knows no such address. Use 127.0.0.1 or ::1."
              .formatted(host),
          e);
    }
  }

  /** Takes the port for a moment; port 0 is always free. */
  static void requireFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw unusable(host, port, e);
    }
  }

  static StartupException unusable(String host, int port, Throwable cause) {
    return new StartupException(
        "Port %d on %s cannot be used: %s. If another program has it, perhaps another ModMedic, stop that one, or choose another port with MODMEDIC_PORT."
            .formatted(port, host, cause.getMessage()),
        cause);
  }
}
