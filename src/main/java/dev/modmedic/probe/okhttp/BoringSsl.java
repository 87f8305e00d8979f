package dev.modmedic.probe.okhttp;

import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BoringSSL by way of Conscrypt, whose curves cost a tenth of Java's. It is native code, which is
 * there for Linux with glibc, macOS and Windows on the usual processors, and is unpacked to the
 * directory of temporary files.
 */
final class BoringSsl {
  private static final Logger LOG = LoggerFactory.getLogger(BoringSsl.class);
  private static final Optional<Provider> PROVIDER = load();

  private BoringSsl() {}

  /** The provider, which is not among the JVM's own; empty where its code cannot be loaded. */
  static Optional<Provider> provider() {
    return PROVIDER;
  }

  /** Names of one label are taken for none by Conscrypt, and not told to the server. */
  static boolean sends(String name) {
    return name.contains(".") || name.equalsIgnoreCase("localhost");
  }

  private static Optional<Provider> load() {
    try {
      Conscrypt.checkAvailability();
      return Optional.of(Conscrypt.newProvider());
    } catch (LinkageError e) {
      LOG.info(
          "Probes shake hands with Java's own TLS, at some more processor time ({})",
          e.getMessage());
      return Optional.empty();
    }
  }
}
