package dev.modmedic.probe.okhttp;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that certificates may come from. */
public final class Trust {
  private Trust() {}

  /** Those that come with Java. */
  public static X509ExtendedTrustManager ofSystem() {
    return managerOf(null);
  }

  /**
   * Those that come with Java, and some more.
   *
   * @throws CertificateException if {@code pem} has no certificate, or one that cannot be read
   */
  public static X509ExtendedTrustManager withExtra(String pem) throws CertificateException {
    Collection<? extends Certificate> extra =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    if (extra.isEmpty()) {
      throw new CertificateException("it holds no certificate");
    }
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate known : ofSystem().getAcceptedIssuers()) {
        all.setCertificateEntry("known" + number++, known);
      }
      for (Certificate one : extra) {
        all.setCertificateEntry("extra" + number++, one);
      }
      return managerOf(all);
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("an empty key store can always be made", e);
    }
  }

  private static X509ExtendedTrustManager managerOf(@Nullable KeyStore roots) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a trust store", e);
    }
  }
}
