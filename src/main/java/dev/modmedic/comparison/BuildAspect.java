package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.GoFlags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How go builds: module mode, workspace, GOFLAGS, target and cgo. */
final class BuildAspect implements Aspect {
  /** The values of GO111MODULE with which there are modules. */
  private static final Set<String> MODULES = Set.of("on", "auto");

  /** Flags that change neither what is fetched nor what is built. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("v", "x", "modcacherw", "json", "p");

  private static final Map<String, Text> FLAGS =
      Map.of(
          "mod",
          new Text(
              "vendor reads the vendor folder only; mod lets go change go.mod.",
              "vendor 只读取 vendor 目录；mod 允许 go 修改 go.mod。"),
          "modfile",
          new Text("Another file stands in for go.mod.", "用另一个文件代替 go.mod。"),
          "insecure",
          new Text("Removed in Go 1.17; later releases refuse it.", "Go 1.17 已移除，之后的版本会拒绝。"),
          "tags",
          new Text("Other files, and so other imports, belong to the build.", "参与构建的文件和导入不同。"),
          "buildvcs",
          new Text(
              "One of them runs git to stamp the binary, which can fail.",
              "其中一边会运行 git 写入版本信息，可能因此失败。"));

  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    if (!a.knowsSettings() || !b.knowsSettings()) {
      return;
    }
    if (!a.go("GO111MODULE").equals(b.go("GO111MODULE"))) {
      findings.add(
          "GO111MODULE",
          MODULES.contains(a.go("GO111MODULE")) && MODULES.contains(b.go("GO111MODULE"))
              ? Weight.LIKELY
              : Weight.DECISIVE,
          a.value("GO111MODULE"),
          b.value("GO111MODULE"),
          "With off there are no modules at all; with auto there are none outside a go.mod; with"
              + " anything else but on every command fails.",
          "off 会完全关闭模块；auto 在没有 go.mod 的地方不使用模块；除 on 以外的其他值会使所有命令失败。");
    }
    flags(a, b, findings);
    if (a.sent("goEnv") && b.sent("goEnv")) {
      workspace(a, b, findings);
      target(a, b, findings);
    }
  }

  private static void flags(Machine a, Machine b, Findings findings) {
    GoFlags left = a.env().goflags();
    GoFlags right = b.env().goflags();
    if (!left.problem().equals(right.problem())) {
      findings.add(
          "GOFLAGS",
          Weight.DECISIVE,
          a.value("GOFLAGS"),
          b.value("GOFLAGS"),
          "Where the value is malformed, every command fails: " + left.problem() + right.problem(),
          "格式错误的一边，所有命令都会失败：" + left.problem() + right.problem());
      return;
    }
    Set<String> names = new TreeSet<>(names(left));
    names.addAll(names(right));
    names.removeAll(WITHOUT_EFFECT);
    for (String name : names) {
      Optional<String> onA = left.value(name);
      Optional<String> onB = right.value(name);
      if (!onA.equals(onB)) {
        Text effect =
            FLAGS.getOrDefault(name, new Text("Every command gets this flag.", "每条命令都会带上该参数。"));
        findings.add(
            "GOFLAGS -" + name,
            name.equals("mod") ? Weight.DECISIVE : Weight.LIKELY,
            onA.orElse(""),
            onB.orElse(""),
            effect.en(),
            effect.zh());
      }
    }
  }

  private static List<String> names(GoFlags flags) {
    return flags.flags().stream()
        .map(flag -> flag.replaceFirst("^--?", "").replaceFirst("=.*", ""))
        .toList();
  }

  private static void workspace(Machine a, Machine b, Findings findings) {
    if (inWorkspace(a) != inWorkspace(b)) {
      findings.add(
          "GOWORK",
          Weight.DECISIVE,
          a.value("GOWORK"),
          b.value("GOWORK"),
          "Only one of them works in a workspace, where go.work decides which modules are local.",
          "只有一边处于工作区，由 go.work 决定哪些模块来自本地。");
    }
  }

  private static boolean inWorkspace(Machine machine) {
    String file = machine.go("GOWORK");
    return !file.isEmpty() && !file.equals("off");
  }

  private static void target(Machine a, Machine b, Findings findings) {
    for (String name : List.of("GOOS", "GOARCH")) {
      if (bothKnow(name, a, b) && !a.go(name).equals(b.go(name))) {
        findings.add(
            name,
            Weight.LIKELY,
            a.value(name),
            b.value(name),
            "Files with build constraints are chosen differently, and with them their imports.",
            "带构建约束的文件选择不同，导入的包也随之不同。");
      }
    }
    if (bothKnow("CGO_ENABLED", a, b) && !a.go("CGO_ENABLED").equals(b.go("CGO_ENABLED"))) {
      findings.add(
          "CGO_ENABLED",
          Weight.LIKELY,
          a.value("CGO_ENABLED"),
          b.value("CGO_ENABLED"),
          "With 1 a C compiler is needed, without it files that use C are left out.",
          "为 1 时需要 C 编译器，否则使用 C 的文件会被排除。");
    }
  }

  private static boolean bothKnow(String name, Machine a, Machine b) {
    return !a.go(name).isEmpty() && !b.go(name).isEmpty();
  }
}
