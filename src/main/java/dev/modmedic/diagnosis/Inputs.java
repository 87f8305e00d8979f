package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.evidence.Text;
import java.util.Map;

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

  private Inputs() {}

  /**
   * The entry for an input, named as in the environment: {@code goEnv} or {@code goEnv.GOPROXY}.
   */
  static NotChecked notChecked(String input) {
    int dot = input.indexOf('.');
    String key = dot < 0 ? input : input.substring(0, dot);
    Text what = WHAT.getOrDefault(key, Text.same(key));
    Text named = dot < 0 ? what : what.map(text -> text + " (" + input.substring(dot + 1) + ")");
    return new NotChecked(
        named, new Text("no " + input + " in the environment", "环境信息中没有 " + input));
  }
}
