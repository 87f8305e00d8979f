package dev.modmedic.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the machine's own files say of hosts: resolvers, pinned addresses, git rewrites. */
final class HostFacts {
  /** Names that only a company's own resolver can know (RFC 6762, RFC 8375, ICANN's .internal). */
  private static final List<String> INTERNAL_SUFFIXES =
      List.of(
          ".internal",
          ".corp",
          ".local",
          ".lan",
          ".intra",
          ".intranet",
          ".home",
          ".home.arpa",
          ".private",
          ".localdomain",
          ".svc",
          ".cluster.local",
          ".consul",
          ".test");

  private static final Set<String> WELL_KNOWN =
      Set.of(
          "github.com",
          "gitlab.com",
          "bitbucket.org",
          "gitee.com",
          "codeberg.org",
          "golang.org",
          "proxy.golang.org",
          "sum.golang.org",
          "sum.golang.google.cn",
          "go.dev",
          "pkg.go.dev",
          "google.golang.org",
          "go.googlesource.com",
          "gopkg.in",
          "k8s.io",
          "sigs.k8s.io",
          "cloud.google.com",
          "go.uber.org",
          "goproxy.cn",
          "goproxy.io",
          "mirrors.aliyun.com",
          "storage.googleapis.com",
          "dl.google.com",
          "goproxy.baidu.com",
          "athens.azurefd.net");

  private static final Pattern PRIVATE_IPV4 =
      Pattern.compile(
          "(?:10|127|0)\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*"
              + "|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*");
  private static final Pattern PRIVATE_IPV6 =
      Pattern.compile("(?i)::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|.*:.*:.*");

  private final Environment environment;

  HostFacts(Environment environment) {
    this.environment = environment;
  }

  List<String> resolvers() {
    return lines("resolvConf").stream()
        .filter(line -> line.startsWith("nameserver"))
        .map(line -> line.substring("nameserver".length()).strip())
        .toList();
  }

  String pinned(String host) {
    return lines("hosts").stream()
        .map(line -> line.split("\\s+"))
        .filter(words -> namesHost(words, host))
        .map(words -> words[0])
        .findFirst()
        .orElse("");
  }

  private static boolean namesHost(String[] words, String host) {
    for (int i = 1; i < words.length; i++) {
      if (words[i].equalsIgnoreCase(host)) {
        return true;
      }
    }
    return false;
  }

  private List<String> lines(String key) {
    String text = environment.text(key).orElseThrow(() -> new MissingInput(key));
    return text.lines()
        .map(line -> line.replaceFirst("[#;].*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  Map<String, String> gitConfig() {
    if (!environment.has("gitConfig")) {
      throw new MissingInput("gitConfig");
    }
    Map<String, String> config = new LinkedHashMap<>();
    environment.texts("gitConfig").forEach((name, value) -> config.put(normal(name), value));
    return config;
  }

  /** Section and variable of a git setting ignore case, what stands between does not. */
  private static String normal(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? name.toLowerCase(Locale.ROOT)
        : name.substring(0, dot) + name.substring(dot).toLowerCase(Locale.ROOT);
  }

  String rewrittenBy(String url) {
    return gitConfig().entrySet().stream()
        .filter(setting -> setting.getKey().startsWith("url."))
        .filter(setting -> setting.getKey().endsWith(".insteadof"))
        .filter(setting -> prefixes(setting.getValue()).stream().anyMatch(url::startsWith))
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .findFirst()
        .orElse("");
  }

  /** A setting given several times arrives as a list, printed with commas and brackets. */
  private static List<String> prefixes(String value) {
    String list = value.startsWith("[") ? value.substring(1, value.length() - 1) : value;
    return List.of(list.split(",\\s*"));
  }

  static boolean isInternal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (ADDRESS.matcher(name).matches()) {
      return isPrivateAddress(name);
    }
    return !name.isEmpty()
        && (name.indexOf('.') < 0 || INTERNAL_SUFFIXES.stream().anyMatch(name::endsWith));
  }

  static boolean isWellKnown(String host) {
    return WELL_KNOWN.contains(host.toLowerCase(Locale.ROOT));
  }

  static boolean isPrivateAddress(String address) {
    String bare = address.replaceFirst("^\\[(.*)\\](?::\\d+)?$", "$1");
    return PRIVATE_IPV4.matcher(bare).matches() || PRIVATE_IPV6.matcher(bare).matches();
  }

  static String withoutUserInfo(String url) {
    return url.replaceFirst("^([a-z]+://)[^/@]*@", "$1").replaceFirst("/+$", "");
  }
}
