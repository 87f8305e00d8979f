package dev.modmedic.probe.dnsjava;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.CheckNote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What several resolvers say about one name, side by side. */
final class Comparison {
  private final List<Asked> answered;

  Comparison(List<Asked> asked) {
    this.answered = asked.stream().filter(Asked::hasAddresses).toList();
  }

  /** That they differ is worth a note and no warning: large services answer by region. */
  List<CheckNote> notes() {
    if (answered.size() < 2) {
      return List.of();
    }
    Optional<String> poisoned = poisoned();
    if (poisoned.isPresent()) {
      return List.of(new CheckNote("dns.agreement", CheckNote.Level.FAIL, poisoned.get()));
    }
    long different = answered.stream().map(one -> Asked.text(one.addresses())).distinct().count();
    return List.of(
        new CheckNote(
            "dns.agreement",
            CheckNote.Level.PASS,
            different == 1
                ? "%d resolvers agree".formatted(answered.size())
                : "%d resolvers give %d different answers".formatted(answered.size(), different)));
  }

  /**
   * Why the name is poisoned: one resolver leads to an address that is not of the public internet,
   * and another one to such as are.
   */
  Optional<String> poisoned() {
    List<Asked> inner = answered.stream().filter(one -> !isPublic(one)).toList();
    boolean both = !inner.isEmpty() && inner.size() < answered.size();
    return both
        ? Optional.of(
            inner.stream()
                .map(one -> "%s says %s".formatted(one.resolver(), Asked.text(one.addresses())))
                .collect(Collectors.joining(", ", "", ", others give public addresses")))
        : Optional.empty();
  }

  private static boolean isPublic(Asked one) {
    return one.addresses().stream()
        .allMatch(address -> EgressPolicy.STRICT.refusal(address).isEmpty());
  }
}
