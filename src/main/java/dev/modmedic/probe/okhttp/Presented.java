package dev.modmedic.probe.okhttp;

import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates a server presented on one way, also if they were not trusted. */
final class Presented {
  private volatile List<X509Certificate> chain = List.of();

  /** Those presented last, the server's own first; empty if it got not that far. */
  List<X509Certificate> chain() {
    return chain;
  }

  void keep(X509Certificate[] presented) {
    chain = List.of(presented);
  }
}
