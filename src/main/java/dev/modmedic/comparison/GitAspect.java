package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of git that decide what a fetch without a proxy does. */
final class GitAspect implements Aspect {
  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    if (!findings.bothSent("gitConfig", a, b)) {
      return;
    }
    Map<String, String> left = a.gitConfig();
    Map<String, String> right = b.gitConfig();
    Set<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      String onA = left.getOrDefault(name, "");
      String onB = right.getOrDefault(name, "");
      if (!onA.equals(onB)) {
        effect(name)
            .ifPresent(effect ->
                findings.add("git " + name, weight(name), onA, onB, effect.en(), effect.zh()));
      }
    }
  }

  private static Weight weight(String name) {
    return name.startsWith("url.") ? Weight.DECISIVE : Weight.LIKELY;
  }

  /** What a setting changes for go; empty when it changes nothing. */
  private static Optional<Text> effect(String name) {
    if (name.startsWith("url.") && name.endsWith(".insteadof")) {
      return Optional.of(
          new Text(
              "git fetches from another address than the module path says, maybe by ssh.",
              "git 会改从另一个地址获取，可能改用 ssh，与模块路径不同。"));
    }
    if (name.startsWith("http.") && name.endsWith("proxy")) {
      return Optional.of(
          new Text("git connects through another HTTP proxy.", "git 经由不同的 HTTP 代理连接。"));
    }
    if (name.startsWith("http.") && name.contains("ssl")) {
      return Optional.of(new Text("git trusts other certificates.", "git 信任的证书不同。"));
    }
    if (name.startsWith("credential.")) {
      return Optional.of(
          new Text("git takes its passwords and tokens from elsewhere.", "git 的密码和令牌来源不同。"));
    }
    if (name.startsWith("protocol.")
        || name.equals("safe.directory")
        || name.equals("core.sshcommand")) {
      return Optional.of(
          new Text("git allows or runs something else when it fetches.", "git 获取时允许或运行的内容不同。"));
    }
    return Optional.empty();
  }
}
