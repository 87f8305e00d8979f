package dev.modmedic.probe.dnsjava;

import dev.modmedic.probe.HostLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Finds hosts as {@code go}'s own resolver does: in the hosts file, then at the name servers of
 * resolv.conf, both read anew. Nothing is remembered, so that a failing server shows.
 */
public final class SystemLookup implements HostLookup {
  private final Supplier<SystemServers> servers;
  private final HostsFileParser hosts;

  SystemLookup(Supplier<SystemServers> servers, HostsFileParser hosts) {
    this.servers = servers;
    this.hosts = hosts;
  }

  /** As this machine is configured. */
  public static SystemLookup ofThisMachine() {
    return new SystemLookup(SystemServers::current, new HostsFileParser());
  }

  SystemServers servers() {
    return servers.get();
  }

  @Override
  public Answer lookup(String host, Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    List<InetAddress> written = hostsFile(host);
    if (!written.isEmpty()) {
      return new Answer.Found(written);
    }
    SystemServers asked = servers.get();
    String says = Inquiries.NO_SUCH_HOST;
    String server = "";
    for (Name name : candidates(host, asked)) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      Answers answers = Inquiries.ask(asked.channels(), name, left);
      if (answers.failure() == null) {
        return new Answer.Found(answers.addresses());
      }
      // What was asked first is the name that was meant, unless it does not exist.
      if (says.equals(Inquiries.NO_SUCH_HOST)) {
        says = answers.failure();
        server = " on " + answers.server();
      }
    }
    return new Answer.Failed("lookup %s%s: %s".formatted(host, server, says));
  }

  /** What the hosts file says; empty if it does not know the host. */
  List<InetAddress> hostsFile(String host) {
    List<InetAddress> addresses = new ArrayList<>();
    try {
      Name name = Name.fromString(host, Name.root);
      for (int type : List.of(Type.AAAA, Type.A)) {
        Optional<InetAddress> address = hosts.getAddressForHost(name, type);
        address.ifPresent(addresses::add);
      }
    } catch (IOException e) {
      // No hosts file, or not a name that could stand in one.
    }
    return addresses;
  }

  /** The names to be tried, in the order of the search list and its dots. */
  private static List<Name> candidates(String host, SystemServers servers) {
    List<Name> names = new ArrayList<>();
    try {
      Name plain = Name.fromString(host, Name.root);
      boolean enoughDots = host.chars().filter(c -> c == '.').count() >= servers.ndots();
      if (host.endsWith(".")) {
        return List.of(plain);
      }
      for (Name suffix : servers.search()) {
        addJoined(names, host, suffix);
      }
      names.remove(plain);
      names.add(enoughDots ? 0 : names.size(), plain);
    } catch (TextParseException e) {
      // Not a name that could be asked for, so there is none.
    }
    return names;
  }

  private static void addJoined(List<Name> names, String host, Name suffix)
      throws TextParseException {
    try {
      names.add(Name.concatenate(Name.fromString(host), suffix));
    } catch (NameTooLongException e) {
      // Such a name cannot exist.
    }
  }

  /** A machine without name servers asks itself. */
  static InetSocketAddress self() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53);
  }
}
