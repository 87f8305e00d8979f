package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How hosts are reached: HTTP proxies as Go reads them, resolvers, pinned addresses, trust. */
final class NetworkAspect implements Aspect {
  private static final String OFFLINE = "cmdgonetlimit=0";

  /** Two routes to a host. */
  private record Routes(String a, String b) {}

  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    Set<String> hosts = new LinkedHashSet<>(a.hosts());
    hosts.addAll(b.hosts());
    if (findings.bothSent("env", a, b)) {
      httpProxies(a, b, hosts, findings);
      trust(a, b, findings);
      runtime(a, b, findings);
    }
    if (findings.bothSent("resolvConf", a, b)) {
      resolvers(a, b, findings);
    }
    if (findings.bothSent("hosts", a, b)) {
      pins(a, b, hosts, findings);
    }
    if (findings.bothSent("netrcHosts", a, b)) {
      netrc(a, b, findings);
    }
  }

  private static void httpProxies(Machine a, Machine b, Set<String> hosts, Findings findings) {
    Map<Routes, List<String>> differing = new LinkedHashMap<>();
    for (String host : hosts) {
      var routes = new Routes(a.httpProxy(host), b.httpProxy(host));
      if (!routes.a().equals(routes.b())) {
        differing.computeIfAbsent(routes, unused -> new ArrayList<>()).add(host);
      }
    }
    differing.forEach((routes, reached) -> {
      String names = String.join(", ", reached);
      findings.add(
          "HTTPS_PROXY",
          Weight.DECISIVE,
          routes.a(),
          routes.b(),
          "%s: A connects %s, B %s.".formatted(names, way(routes.a()), way(routes.b())),
          "%s：A %s，B %s。".formatted(names, wayZh(routes.a()), wayZh(routes.b())));
    });
  }

  private static String way(String proxy) {
    return proxy.isEmpty() ? "directly" : "through " + proxy;
  }

  private static String wayZh(String proxy) {
    return proxy.isEmpty() ? "直接连接" : "经由 " + proxy;
  }

  /** Go reads these variables on Unix systems other than macOS alone. */
  private static void trust(Machine a, Machine b, Findings findings) {
    for (String name : List.of("SSL_CERT_FILE", "SSL_CERT_DIR")) {
      String left = readsTrustVariables(a) ? a.process(name) : "";
      String right = readsTrustVariables(b) ? b.process(name) : "";
      if (!left.equals(right)) {
        findings.add(
            name,
            Weight.DECISIVE,
            left,
            right,
            "Go trusts other certificate authorities where it is set, instead of the system's.",
            "设置了它的一边，Go 会用该变量指定的证书机构取代系统的信任库。");
      }
    }
  }

  private static void runtime(Machine a, Machine b, Findings findings) {
    String left = a.process("GODEBUG");
    String right = b.process("GODEBUG");
    if (!left.equals(right)) {
      boolean offline = left.contains(OFFLINE) || right.contains(OFFLINE);
      findings.add(
          "GODEBUG",
          offline ? Weight.DECISIVE : Weight.LIKELY,
          left,
          right,
          offline
              ? "Where cmdgonetlimit is 0, go makes no connection at all."
              : "Go resolves names, speaks HTTP/2 or checks certificates in another way.",
          offline ? "cmdgonetlimit 为 0 的一边，go 不建立任何连接。" : "Go 解析域名、使用 HTTP/2 或检查证书的方式不同。");
    }
  }

  private static boolean readsTrustVariables(Machine machine) {
    String os = machine.environment().text("os").orElse("");
    return !os.equals("darwin") && !os.equals("windows");
  }

  private static void resolvers(Machine a, Machine b, Findings findings) {
    List<String> left = a.facts().resolvers();
    List<String> right = b.facts().resolvers();
    if (!left.equals(right)) {
      findings.add(
          "resolvConf",
          Weight.LIKELY,
          String.join(" ", left),
          String.join(" ", right),
          "Names are resolved by other servers, which may not know internal names.",
          "域名由不同的服务器解析，内部域名可能解析不到。");
    }
  }

  private static void pins(Machine a, Machine b, Set<String> hosts, Findings findings) {
    for (String host : hosts) {
      String left = a.facts().hostsAddress(host);
      String right = b.facts().hostsAddress(host);
      if (!left.equals(right)) {
        findings.add(
            "hosts " + host,
            Weight.DECISIVE,
            left,
            right,
            "The hosts file sends %s to another address on one of them.".formatted(host),
            "其中一边的 hosts 文件把 %s 指向了别的地址。".formatted(host));
      }
    }
  }

  private static void netrc(Machine a, Machine b, Findings findings) {
    Set<String> left = new LinkedHashSet<>(a.environment().list("netrcHosts"));
    Set<String> right = new LinkedHashSet<>(b.environment().list("netrcHosts"));
    if (!left.equals(right)) {
      findings.add(
          "netrc",
          Weight.LIKELY,
          String.join(" ", left),
          String.join(" ", right),
          "Credentials for other hosts are at hand.",
          "拥有凭据的主机不同。");
    }
  }
}
