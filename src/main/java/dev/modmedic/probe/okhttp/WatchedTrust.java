package dev.modmedic.probe.okhttp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/** Trusts what another trusts, and keeps the chain that it was shown. */
final class WatchedTrust implements X509TrustManager {
  private final X509TrustManager trust;
  private volatile List<X509Certificate> chain = List.of();

  WatchedTrust(X509TrustManager trust) {
    this.trust = trust;
  }

  /** What the server presented last, its own certificate first; empty if it got not that far. */
  List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType)
      throws CertificateException {
    chain = List.of(presented);
    trust.checkServerTrusted(presented, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType)
      throws CertificateException {
    trust.checkClientTrusted(presented, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
