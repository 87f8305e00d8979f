package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.evidence.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in words what an input that was not sent would have told. */
final class Inputs {
  private static final Map<String, Text> WHAT =
      Map.ofEntries(
          Map.entry("goVersion", new Text("Go version", "Go 版本")),
          Map.entry("os", new Text("operating system", "操作系统")),
          Map.entry("goEnv", new Text("Go settings", "Go 设置")),
          Map.entry("env", new Text("process environment", "进程环境变量")),
          Map.entry("gitConfig", new Text("git configuration", "git 配置")),
          Map.entry("resolvConf", new Text("resolver configuration", "DNS 解析配置")),
          Map.entry("hosts", new Text("hosts file", "hosts 文件")),
          Map.entry("netrcHosts", new Text("hosts in .netrc", ".netrc 中的主机")),
          Map.entry("goMod", new Text("go.mod", "go.mod")),
          Map.entry("goWork", new Text("go.work", "go.work")),
          Map.entry("checks", new Text("network checks", "网络检查")),
          Map.entry("resources", new Text("disk, memory and load", "磁盘、内存与负载")),
          Map.entry("clock", new Text("local clock", "本机时钟")),
          Map.entry("command", new Text("command line", "命令行")),
          Map.entry("exitCode", new Text("exit code", "退出码")));

  private static final Set<String> CONTEXT = Set.of("command", "exitCode");

  private Inputs() {}

  /**
   * One entry for each input, however many parts of it are missing.
   *
   * @param missing named as in the environment: {@code goEnv}, or {@code goEnv.GOPROXY} for a part
   */
  static List<NotChecked> notChecked(List<String> missing) {
    Map<String, Set<String>> partsOf = new LinkedHashMap<>();
    missing.forEach(
        input -> partsOf.computeIfAbsent(whole(input), any -> new LinkedHashSet<>()).add(input));
    return partsOf.entrySet().stream()
        .map(entry -> notChecked(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static NotChecked notChecked(String input, Set<String> missing) {
    Text what = WHAT.getOrDefault(input, Text.same(input));
    if (CONTEXT.contains(input)) {
      return new NotChecked(what, new Text("no " + input + " in the context", "上下文中没有 " + input));
    }
    if (missing.contains(input)) {
      return new NotChecked(what, because(Text.same(input)));
    }
    Text parts = listed(missing.stream().map(part -> part.substring(input.length() + 1)).toList());
    return new NotChecked(
        new Text(what.en() + " (" + parts.en() + ")", what.zh() + " (" + parts.zh() + ")"),
        because(listed(missing)));
  }

  private static Text because(Text missing) {
    return new Text("no " + missing.en() + " in the environment", "环境信息中没有 " + missing.zh());
  }

  private static Text listed(Collection<String> names) {
    return new Text(String.join(", ", names), String.join("、", names));
  }

  private static String whole(String input) {
    int dot = input.indexOf('.');
    return dot < 0 ? input : input.substring(0, dot);
  }
}
