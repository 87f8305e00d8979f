package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.GoToolchain;
import java.util.List;

/** Which go runs: its release, GOTOOLCHAIN, and the go lines of go.mod. */
final class ReleaseAspect implements Aspect {
  private record Change(GoRelease since, Text what) {}

  /** What changed for those who fetch and build modules. */
  private static final List<Change> CHANGES =
      List.of(
          change(
              16, "go.mod and go.sum are no longer changed by a build", "构建不再改动 go.mod 和 go.sum"),
          change(
              18, "go.work is read, and go get no longer installs", "开始读取 go.work，go get 不再安装程序"),
          change(
              21,
              "the go line is a minimum that is enforced, and other toolchains can be downloaded",
              "go 行成为强制的最低版本，并可下载其他工具链"),
          change(22, "vendoring works with go.work", "go.work 可与 vendor 一起使用"),
          change(24, "GOAUTH and tool lines in go.mod are known", "支持 GOAUTH 和 go.mod 中的 tool 行"));

  private static Change change(int minor, String en, String zh) {
    return new Change(GoRelease.of(1, minor), new Text(en, zh));
  }

  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    GoRelease left = a.env().release();
    GoRelease right = b.env().release();
    if (left == null || right == null) {
      findings.bothSent("goVersion", a, b);
    } else {
      if (!left.equals(right)) {
        release(left, right, findings);
      }
      if (left.atLeast(1, 21) && right.atLeast(1, 21)) {
        toolchain(a, b, left, right, findings);
      }
    }
    if (findings.bothSent("goMod", a, b)) {
      line("go", a.goMod().goLine(), b.goMod().goLine(), findings);
      line("toolchain", a.goMod().toolchainLine(), b.goMod().toolchainLine(), findings);
    }
  }

  private static void release(GoRelease left, GoRelease right, Findings findings) {
    boolean leftOlder = left.compareTo(right) < 0;
    GoRelease older = leftOlder ? left : right;
    GoRelease newer = leftOlder ? right : left;
    List<Change> between =
        CHANGES.stream()
            .filter(change -> older.compareTo(change.since()) < 0)
            .filter(change -> newer.compareTo(change.since()) >= 0)
            .toList();
    boolean sameLanguage = left.language().equals(right.language());
    String en = String.join("; ", between.stream().map(c -> c.what().en()).toList());
    String zh = String.join("；", between.stream().map(c -> c.what().zh()).toList());
    findings.add(
        "release",
        sameLanguage ? Weight.MINOR : between.isEmpty() ? Weight.LIKELY : Weight.DECISIVE,
        left.toString(),
        right.toString(),
        between.isEmpty()
            ? "%s has fixes that %s lacks.".formatted(newer, older)
            : "From %s to %s: %s.".formatted(older, newer, en),
        between.isEmpty()
            ? "%s 含有 %s 没有的修复。".formatted(newer, older)
            : "从 %s 到 %s：%s。".formatted(older, newer, zh));
  }

  private static void toolchain(
      Machine a, Machine b, GoRelease left, GoRelease right, Findings findings) {
    GoToolchain onA = a.env().gotoolchain();
    GoToolchain onB = b.env().gotoolchain();
    var runsOnA = onA.select(left, a.goMod().goLine(), a.goMod().toolchainLine());
    var runsOnB = onB.select(right, b.goMod().goLine(), b.goMod().toolchainLine());
    if (!runsOnA.equals(runsOnB)) {
      findings.add(
          "GOTOOLCHAIN",
          Weight.DECISIVE,
          a.value("GOTOOLCHAIN"),
          b.value("GOTOOLCHAIN"),
          "A: %s B: %s".formatted(inWords(runsOnA).en(), inWords(runsOnB).en()),
          "A：%s B：%s".formatted(inWords(runsOnA).zh(), inWords(runsOnB).zh()));
    } else if (onA.search() != onB.search()) {
      findings.add(
          "GOTOOLCHAIN",
          Weight.LIKELY,
          a.value("GOTOOLCHAIN"),
          b.value("GOTOOLCHAIN"),
          "When a dependency asks for a newer Go, only one of them may download it.",
          "当依赖要求更新的 Go 时，只有其中一台可以下载它。");
    }
  }

  private static Text inWords(GoToolchain.Selection selection) {
    return switch (selection) {
      case GoToolchain.Selection.Local() -> new Text("the installed go runs.", "运行已安装的 go。");
      case GoToolchain.Selection.Switch(String name, var search) ->
          new Text("go switches to %s.".formatted(name), "go 会切换到 %s。".formatted(name));
      case GoToolchain.Selection.Refused(String problem) ->
          new Text("go stops: %s.".formatted(problem), "go 会失败：%s。".formatted(problem));
    };
  }

  private static void line(String word, String left, String right, Findings findings) {
    if (!left.equals(right)) {
      findings.add(
          "go.mod " + word,
          Weight.LIKELY,
          left,
          right,
          "The two work on different go.mod files; the %s line asks for another Go."
              .formatted(word),
          "两边的 go.mod 不同，%s 行要求的 Go 版本不一样。".formatted(word));
    }
  }
}
