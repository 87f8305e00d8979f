package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Value;
import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.PathPatterns;
import dev.modmedic.go.SumDb;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which modules are private: GONOPROXY, GONOSUMDB and GOINSECURE, by GOPRIVATE or themselves. */
final class PatternAspect implements Aspect {
  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    if (!a.knowsSettings() || !b.knowsSettings()) {
      return;
    }
    if (!a.env().proxyList().isDirectOnly() || !b.env().proxyList().isDirectOnly()) {
      compare(
          "GONOPROXY",
          GoEnv::gonoproxy,
          new Text("go direct, past every proxy", "绕过所有代理直接获取"),
          a,
          b,
          findings);
    }
    if (!(a.env().sumDb() instanceof SumDb.Off) || !(b.env().sumDb() instanceof SumDb.Off)) {
      compare(
          "GONOSUMDB",
          GoEnv::gonosumdb,
          new Text("are not checked against the checksum database", "不经校验和数据库验证"),
          a,
          b,
          findings);
    }
    compare(
        "GOINSECURE",
        GoEnv::goinsecure,
        new Text(
            "may come over plain http, and their certificates are not checked",
            "可以通过明文 http 获取，且不检查证书"),
        a,
        b,
        findings);
  }

  private static void compare(
      String name,
      Function<GoEnv, PathPatterns> list,
      Text what,
      Machine a,
      Machine b,
      Findings findings) {
    Set<String> left = live(list.apply(a.env()));
    Set<String> right = live(list.apply(b.env()));
    if (left.equals(right)) {
      return;
    }
    Value onA = a.value(name);
    Value onB = b.value(name);
    List<String> en = new ArrayList<>();
    List<String> zh = new ArrayList<>();
    only("A", left, right, what, en, zh);
    only("B", right, left, what, en, zh);
    findings.add(
        name,
        name.equals("GONOPROXY") ? Weight.DECISIVE : Weight.LIKELY,
        onA,
        onB,
        String.join(" ", en),
        String.join("", zh));
  }

  private static void only(
      String side,
      Set<String> mine,
      Set<String> theirs,
      Text what,
      List<String> en,
      List<String> zh) {
    Set<String> extra = new LinkedHashSet<>(mine);
    extra.removeAll(theirs);
    if (!extra.isEmpty()) {
      String patterns = String.join(", ", extra);
      en.add("With %s alone modules under %s %s.".formatted(side, patterns, what.en()));
      zh.add("只有在 %s 上，%s 下的模块%s。".formatted(side, patterns, what.zh()));
    }
  }

  /** The patterns that can match anything. */
  static Set<String> live(PathPatterns patterns) {
    Set<String> live = new LinkedHashSet<>(patterns.isNone() ? List.of() : patterns.patterns());
    patterns.deadPatterns().forEach(dead -> live.remove(dead.pattern()));
    return live;
  }
}
