package dev.modmedic.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Works out what texts and commands need beyond what was caught. */
final class DerivedValues {
  private static final java.util.Set<String> FORGES =
      java.util.Set.of("github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org");

  private static final java.util.regex.Pattern HOST =
      java.util.regex.Pattern.compile("^[a-z+]+://(?:[^/@]*@)?([^/:]+)");

  private DerivedValues() {}

  static Map<String, String> of(Facts facts, Map<String, String> captures) {
    Map<String, String> derived = new LinkedHashMap<>();
    put(derived, "goproxy", () -> facts.go("GOPROXY"));
    put(derived, "goproxyPipe", () -> facts.go("GOPROXY").replace(',', '|'));
    put(derived, "goproxyDirect", () -> withDirect(facts.go("GOPROXY")));
    put(derived, "goprivate", () -> facts.go("GOPRIVATE"));
    put(derived, "gosumdb", () -> facts.go("GOSUMDB"));
    put(derived, "gomodcache", () -> facts.go("GOMODCACHE"));
    put(derived, "gocache", () -> facts.go("GOCACHE"));
    put(derived, "release", () -> "Go " + facts.release());
    put(derived, "mainModule", facts::mainModule);
    host(captures).ifPresent(host -> derived.put("host", host));
    String pattern = privatePattern(captures);
    if (!pattern.isEmpty()) {
      derived.put("privatePattern", pattern);
      put(derived, "goprivateWith", () -> joined(known(() -> facts.go("GOPRIVATE")), pattern));
    }
    String host = captures.getOrDefault("host", derived.getOrDefault("host", ""));
    if (!host.isEmpty()) {
      put(derived, "noProxyWith", () -> joined(known(() -> noProxy(facts)), host));
    }
    return derived;
  }

  private static void put(Map<String, String> values, String name, Supplier<String> value) {
    String known = known(value);
    if (!known.isEmpty()) {
      values.put(name, known);
    }
  }

  private static String known(Supplier<String> value) {
    try {
      return value.get();
    } catch (MissingInput unknown) {
      return "";
    }
  }

  private static String noProxy(Facts facts) {
    String upper = facts.env("NO_PROXY");
    return upper.isEmpty() ? facts.env("no_proxy") : upper;
  }

  private static String joined(String list, String item) {
    return list.isEmpty() ? item : list + "," + item;
  }

  private static String withDirect(String goproxy) {
    return goproxy.isEmpty() || goproxy.equals("off") ? "" : goproxy + ",direct";
  }

  private static java.util.Optional<String> host(Map<String, String> captures) {
    return hostOf(captures.getOrDefault("url", captures.getOrDefault("proxy", "")));
  }

  static java.util.Optional<String> hostOf(String url) {
    java.util.regex.Matcher matcher = HOST.matcher(url);
    return matcher.find() ? java.util.Optional.of(matcher.group(1)) : java.util.Optional.empty();
  }

  /** The narrowest useful GOPRIVATE pattern: the owner on a forge, the whole host elsewhere. */
  private static String privatePattern(Map<String, String> captures) {
    String module = captures.getOrDefault("module", captures.getOrDefault("package", ""));
    String[] elements = module.split("/");
    if (module.isEmpty() || elements[0].indexOf('.') < 0) {
      return "";
    }
    return FORGES.contains(elements[0]) && elements.length > 1
        ? elements[0] + "/" + elements[1] + "/*"
        : elements[0];
  }
}
