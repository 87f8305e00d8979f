package dev.modmedic.probe.okhttp;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts what another trusts, and tells each connection which chain it was shown. */
final class WatchedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager trust;
  private final Map<Socket, Presented> watched = Collections.synchronizedMap(new WeakHashMap<>());

  WatchedTrust(X509ExtendedTrustManager trust) {
    this.trust = trust;
  }

  /** What is presented on the socket is kept there. */
  void watch(Socket secured, Presented presented) {
    watched.put(secured, presented);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType, Socket secured)
      throws CertificateException {
    Presented keeper = watched.remove(secured);
    if (keeper != null) {
      keeper.keep(presented);
    }
    trust.checkServerTrusted(presented, javaName(authType), secured);
  }

  /** TLS 1.3 leaves open how keys were exchanged, for which BoringSSL has a word of its own. */
  private static String javaName(String authType) {
    return authType.equals("GENERIC") ? "UNKNOWN" : authType;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkServerTrusted(presented, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType)
      throws CertificateException {
    trust.checkServerTrusted(presented, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType, Socket secured)
      throws CertificateException {
    trust.checkClientTrusted(presented, authType, secured);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(presented, authType, engine);
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
