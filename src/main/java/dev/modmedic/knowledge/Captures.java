package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The vocabulary of captures: which names a pattern may catch and how to speak of a missing one.
 */
public final class Captures {
  private static final Map<String, Text> WORDS =
      Map.ofEntries(
          word("module", "the module", "该模块"),
          word("version", "the version", "该版本"),
          word("package", "the package", "该包"),
          word("host", "the host", "该主机"),
          word("address", "the address", "该地址"),
          word("port", "the port", "该端口"),
          word("url", "the URL", "该网址"),
          word("proxy", "the proxy", "该代理"),
          word("resolver", "the resolver", "该 DNS 服务器"),
          word("sumdb", "the checksum database", "校验和数据库"),
          word("path", "the path", "该路径"),
          word("file", "the file", "该文件"),
          word("line", "the line", "该行"),
          word("revision", "the revision", "该修订"),
          word("goversion", "the Go version", "该 Go 版本"),
          word("wanted", "what is needed", "所需"),
          word("found", "what was found", "所得"),
          word("toolchain", "the toolchain", "该工具链"),
          word("directive", "the directive", "该指令"),
          word("status", "an error status", "错误状态"),
          word("code", "the error code", "该错误码"),
          word("reason", "the reason given", "给出的原因"),
          word("tool", "the tool", "该工具"),
          word("command", "the command", "该命令"),
          word("user", "the user", "该用户"),
          word("scheme", "the scheme", "该协议"),
          word("setting", "the setting", "该设置"),
          word("value", "the value", "该值"),
          word("pattern", "the pattern", "该模式"),
          word("other", "the other one", "另一个"),
          word("time", "the time", "该时间"),
          word("limit", "the limit", "该上限"),
          word("library", "the library", "该库"),
          word("name", "the name", "该名称"),
          word("goproxy", "the GOPROXY list", "GOPROXY 列表"),
          word("goproxyPipe", "the GOPROXY list", "GOPROXY 列表"),
          word("goproxyDirect", "the GOPROXY list", "GOPROXY 列表"),
          word("goprivate", "GOPRIVATE", "GOPRIVATE"),
          word("goprivateWith", "GOPRIVATE", "GOPRIVATE"),
          word("gonoproxyWith", "GONOPROXY", "GONOPROXY"),
          word("gonosumdbWith", "GONOSUMDB", "GONOSUMDB"),
          word("goinsecureWith", "GOINSECURE", "GOINSECURE"),
          word("privatePattern", "a pattern for the module", "匹配该模块的模式"),
          word("noProxyWith", "NO_PROXY", "NO_PROXY"),
          word("gosumdb", "GOSUMDB", "GOSUMDB"),
          word("gomodcache", "the module cache", "模块缓存"),
          word("gocache", "the build cache", "构建缓存"),
          word("release", "this Go", "当前 Go"),
          word("mainModule", "the main module", "主模块"));

  /** Values that are worked out from the facts rather than caught. */
  private static final Set<String> DERIVED =
      Set.of(
          "goproxy",
          "goproxyPipe",
          "goproxyDirect",
          "goprivate",
          "goprivateWith",
          "gonoproxyWith",
          "gonosumdbWith",
          "goinsecureWith",
          "privatePattern",
          "noProxyWith",
          "gosumdb",
          "gomodcache",
          "gocache",
          "release",
          "mainModule");

  private Captures() {}

  /** Names of placeholders that need no signal to catch them. */
  public static Set<String> derived() {
    return DERIVED;
  }

  public static boolean isKnown(String name) {
    return WORDS.containsKey(name);
  }

  /** How prose speaks of the thing when its value was not caught. */
  public static Optional<Text> word(String name) {
    return Optional.ofNullable(WORDS.get(name));
  }

  private static Map.Entry<String, Text> word(String name, String en, String zh) {
    return Map.entry(name, new Text(en, zh));
  }
}
