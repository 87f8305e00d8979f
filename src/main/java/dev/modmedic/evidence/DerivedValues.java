package dev.modmedic.evidence;

import dev.modmedic.go.DeadPattern;
import dev.modmedic.go.PathPatterns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    put(derived, "goproxyPipe", () -> piped(facts, captures.getOrDefault("url", "")));
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
      for (String setting : List.of("GOPRIVATE", "GONOPROXY", "GONOSUMDB")) {
        put(
            derived,
            setting.toLowerCase(Locale.ROOT) + "With",
            () -> joined(matching(known(() -> facts.go(setting))), pattern));
      }
    }
    String host = captures.getOrDefault("host", derived.getOrDefault("host", ""));
    if (!host.isEmpty()) {
      put(derived, "noProxyWith", () -> joined(known(() -> noProxy(facts)), host));
      put(
          derived,
          "goinsecureWith",
          () -> joined(matching(known(() -> facts.go("GOINSECURE"))), host));
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

  /** Nothing is added twice. */
  private static String joined(String list, String item) {
    if (List.of(list.split(",")).contains(item)) {
      return list;
    }
    return list.isEmpty() ? item : list + "," + item;
  }

  /** A list of patterns without those that can never match. */
  private static String matching(String list) {
    PathPatterns patterns = new PathPatterns(list);
    List<String> dead = patterns.deadPatterns().stream().map(DeadPattern::pattern).toList();
    return patterns.isNone()
        ? ""
        : patterns.patterns().stream()
            .filter(pattern -> !dead.contains(pattern))
            .collect(Collectors.joining(","));
  }

  /** Where it is not known which entry failed, any error of any entry leads on. */
  private static String piped(Facts facts, String url) {
    String goproxy = facts.go("GOPROXY");
    return facts.inGoproxy(url) ? facts.pipedBehind(url) : goproxy.replace(',', '|');
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
