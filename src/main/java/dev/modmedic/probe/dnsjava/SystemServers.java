package dev.modmedic.probe.dnsjava;

import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.config.PropertyResolverConfigProvider;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/** The name servers a machine is configured with. */
record SystemServers(List<InetSocketAddress> addresses, List<Name> search, int ndots) {
  SystemServers {
    addresses = List.copyOf(addresses);
    search = List.copyOf(search);
  }

  /**
   * As configured now; a machine that moves between networks changes them. The property {@code
   * dns.server} takes the place of that.
   */
  static SystemServers current() {
    PropertyResolverConfigProvider property = new PropertyResolverConfigProvider();
    property.initialize();
    if (!property.servers().isEmpty()) {
      return new SystemServers(property.servers(), property.searchPaths(), property.ndots());
    }
    ResolvConfResolverConfigProvider file = new ResolvConfResolverConfigProvider();
    if (file.isEnabled()) {
      file.initialize();
      if (!file.servers().isEmpty()) {
        return new SystemServers(file.servers(), file.searchPaths(), file.ndots());
      }
    }
    ResolverConfig config = ResolverConfig.getCurrentConfig();
    List<InetSocketAddress> servers =
        config.servers().isEmpty() ? List.of(SystemLookup.self()) : config.servers();
    return new SystemServers(servers, config.searchPath(), config.ndots());
  }

  List<Channel> channels() {
    return addresses.stream().<Channel>map(UdpChannel::new).toList();
  }
}
