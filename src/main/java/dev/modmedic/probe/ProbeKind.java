package dev.modmedic.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a probe looks at. */
public enum ProbeKind {
  /** The host's name at each configured resolver, answers compared. */
  DNS,
  /** A connection to each address of the host. */
  TCP,
  /** The handshake and the certificate chain. */
  TLS,
  /** One GET of the target's address. */
  HTTP,
  /** The GOPROXY protocol with canary modules. */
  GOPROXY,
  /** The checksum database: signed note, tree, consistency. */
  SUMDB,
  /** Git's smart HTTP. */
  VCS;

  /** As it stands in the API and in tables: {@code goproxy}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ProbeKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
