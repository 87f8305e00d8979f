package dev.modmedic.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of server a target is, and with it which probes it gets unless told otherwise. */
public enum TargetType {
  GOPROXY(ProbeKind.GOPROXY),
  SUMDB(ProbeKind.SUMDB),
  VCS(ProbeKind.VCS),
  HTTPS(ProbeKind.HTTP);

  private final ProbeKind usual;

  TargetType(ProbeKind usual) {
    this.usual = usual;
  }

  public List<ProbeKind> usualKinds() {
    return List.of(usual);
  }

  /** As it stands in the API and in tables: {@code goproxy}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TargetType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}
