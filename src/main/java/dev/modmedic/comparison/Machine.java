package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Origin;
import dev.modmedic.comparison.Difference.Value;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoMod;
import dev.modmedic.go.GoUrl;
import dev.modmedic.go.HttpProxySettings;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.SumDb;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One side of a comparison. */
record Machine(Environment environment, Facts facts, GoEnv env, GoMod goMod) {
  private static final int MOST_HOSTS = 100;

  static Machine of(Environment environment) {
    Facts facts = Facts.of(environment, RunContext.NONE);
    return new Machine(
        environment, facts, facts.goEnv(), GoMod.parse(environment.text("goMod").orElse("")));
  }

  boolean sent(String input) {
    return environment.has(input);
  }

  /** Whether anything is known of the go settings. */
  boolean knowsSettings() {
    return env.setting("GOPROXY").isKnown();
  }

  String go(String name) {
    return env.setting(name).value();
  }

  String process(String name) {
    return environment.texts("env").getOrDefault(name, "");
  }

  /** The effective value of a go variable and where it comes from. */
  Value value(String name) {
    GoEnv.Setting setting = env.setting(name);
    return new Value(setting.value(), origin(name, setting));
  }

  private Origin origin(String name, GoEnv.Setting setting) {
    return switch (setting.origin()) {
      case PRINTED -> process(name).isEmpty() ? Origin.FILE : Origin.PROCESS;
      case PROCESS -> Origin.PROCESS;
      case DERIVED -> origin("GOPRIVATE", env.setting("GOPRIVATE"));
      case DEFAULT, UNKNOWN -> Origin.DEFAULT;
    };
  }

  Map<String, String> gitConfig() {
    return facts.gitConfig();
  }

  /** The hosts that go asks here: proxies, the checksum database, and those of the modules. */
  Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>();
    for (ProxyList.Entry.Proxy proxy : env.proxyList().proxies()) {
      hosts.add(proxy.url().hostname());
    }
    if (env.sumDb() instanceof SumDb.Database database) {
      parse(database.directUrl()).ifPresent(url -> hosts.add(url.hostname()));
    }
    goMod.requires().stream()
        .map(require -> require.path().split("/", 2)[0])
        .limit(MOST_HOSTS)
        .forEach(hosts::add);
    hosts.remove("");
    return hosts;
  }

  /** The HTTP proxy by which Go reaches {@code https://host}, or nothing. */
  String httpProxy(String host) {
    return parse("https://" + host)
        .flatMap(env.httpProxies()::proxyFor)
        .filter(HttpProxySettings.Proxy::isUsable)
        .map(proxy -> proxy.url().redacted())
        .orElse("");
  }

  private static Optional<GoUrl> parse(String url) {
    try {
      return Optional.of(GoUrl.parse(url));
    } catch (GoUrl.Malformed notAUrl) {
      return Optional.empty();
    }
  }
}
