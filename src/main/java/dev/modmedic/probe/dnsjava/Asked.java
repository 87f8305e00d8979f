package dev.modmedic.probe.dnsjava;

import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.LookupWords;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One resolver and what came of asking it.
 *
 * @param resolver as it is configured
 * @param answers null if it was not asked
 * @param objection why it was not asked, or null
 */
record Asked(
    String resolver, @Nullable Answers answers, Duration elapsed, @Nullable String objection) {
  boolean hasAddresses() {
    return !addresses().isEmpty();
  }

  List<InetAddress> addresses() {
    return answers == null ? List.of() : answers.addresses();
  }

  /** The failure as {@code go} prints it behind {@code dial tcp: }. */
  String says(String host) {
    return answers == null
        ? "%s was not asked: %s".formatted(resolver, objection)
        : "lookup %s on %s: %s".formatted(host, answers.server(), answers.failure());
  }

  /** Who has to be looked at. */
  FailureSource source(String host) {
    return LookupWords.source(says(host));
  }

  /** The code if the knowledge does not know the words, which may be of HTTPS. */
  String otherwise(String host) {
    return LookupWords.otherwise(says(host));
  }

  /** What to tell; a resolver that fails beside one that answers is a warning. */
  CheckNote note(boolean anyAnswer) {
    if (answers != null && answers.failure() == null) {
      return new CheckNote(
          "dns.answer",
          CheckNote.Level.PASS,
          "%s: %s, for %d s, in %d ms"
              .formatted(resolver, text(addresses()), answers.ttl(), elapsed.toMillis()));
    }
    return new CheckNote(
        "dns.answer",
        anyAnswer ? CheckNote.Level.WARN : CheckNote.Level.FAIL,
        "%s: %s"
            .formatted(resolver, answers == null ? "not asked: " + objection : answers.failure()));
  }

  Optional<CheckNote> truncation() {
    return answers != null && answers.truncated()
        ? Optional.of(
            new CheckNote(
                "dns.truncation",
                CheckNote.Level.PASS,
                resolver + ": an answer did not fit into a datagram and came by TCP"))
        : Optional.empty();
  }

  /** Addresses in an order that does not change from answer to answer. */
  static String text(Collection<InetAddress> addresses) {
    return addresses.stream()
        .map(InetAddress::getHostAddress)
        .sorted()
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
