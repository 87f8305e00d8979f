package dev.modmedic.probe.dnsjava;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one resolver said about one name, both kinds of addresses together.
 *
 * @param server the one that answered, or the last that did not, as {@code go} prints it
 * @param addresses IPv6 first; empty if there are none or it failed
 * @param ttl seconds until the first of the records is forgotten; zero without records
 * @param truncated whether an answer had to be asked for again by TCP
 * @param failure what {@code go} prints behind {@code lookup h on s: }; null if there are addresses
 */
record Answers(
    String server,
    List<InetAddress> addresses,
    long ttl,
    boolean truncated,
    @Nullable String failure) {
  Answers {
    Objects.requireNonNull(server, "server");
    addresses = List.copyOf(addresses);
  }

  boolean isFinal() {
    return failure == null || failure.equals(Inquiries.NO_SUCH_HOST);
  }
}
