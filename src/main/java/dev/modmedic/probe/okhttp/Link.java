package dev.modmedic.probe.okhttp;

import java.net.InetSocketAddress;

/** The two ends of a connection. */
record Link(InetSocketAddress local, InetSocketAddress remote) {
  /** As {@code go} prints them. */
  String text() {
    return GoWords.text(local) + "->" + GoWords.text(remote);
  }
}
