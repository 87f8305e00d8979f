package dev.modmedic.comparison;

import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.GoVcs;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.SumDb;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** From where modules come and who vouches for them: GOPROXY, GOSUMDB, GOVCS, GOAUTH. */
final class SourceAspect implements Aspect {
  @Override
  public void compare(Machine a, Machine b, Findings findings) {
    if (!a.knowsSettings() || !b.knowsSettings()) {
      findings.bothSent("goEnv", a, b);
      return;
    }
    goproxy(a, b, findings);
    gosumdb(a, b, findings);
    if (!a.env().govcs().equals(b.env().govcs())) {
      findings.add(
          "GOVCS",
          Weight.LIKELY,
          a.value("GOVCS"),
          b.value("GOVCS"),
          "Other version control tools are allowed for modules fetched without a proxy.",
          "不经代理获取模块时，允许使用的版本控制工具不同。");
    } else {
      privateRules(a, b, findings);
    }
    if (a.env().atLeast(1, 24)
        && b.env().atLeast(1, 24)
        && !a.go("GOAUTH").equals(b.go("GOAUTH"))) {
      findings.add(
          "GOAUTH",
          Weight.LIKELY,
          a.value("GOAUTH"),
          b.value("GOAUTH"),
          "Credentials for private proxies and hosts come from another place.",
          "访问私有代理和主机的凭据来源不同。");
    }
  }

  /** GOVCS knows private modules by GOPRIVATE alone, also where GONOPROXY names the same ones. */
  private static void privateRules(Machine a, Machine b, Findings findings) {
    GoVcs rules = a.env().govcs();
    if (rules.allowed("private").equals(rules.allowed("public"))
        || live(a).equals(live(b))
        || !a.env().gonoproxy().equals(b.env().gonoproxy())) {
      return;
    }
    String allowed = String.join(", ", rules.allowed("private"));
    String others = String.join(", ", rules.allowed("public"));
    findings.add(
        "GOPRIVATE",
        Weight.MINOR,
        a.value("GOPRIVATE"),
        b.value("GOPRIVATE"),
        "Where GOPRIVATE matches a module, GOVCS allows %s to fetch it, else %s; GONOPROXY and GONOSUMDB have no say in that."
            .formatted(allowed, others),
        "GOPRIVATE 匹配的模块，GOVCS 允许用 %s 获取，其他模块为 %s；GONOPROXY 与 GONOSUMDB 对此不起作用。"
            .formatted(allowed, others));
  }

  private static Set<String> live(Machine machine) {
    return PatternAspect.live(machine.env().goprivate());
  }

  private static void goproxy(Machine a, Machine b, Findings findings) {
    ProxyList left = a.env().proxyList();
    ProxyList right = b.env().proxyList();
    if (walk(left).equals(walk(right)) && left.problem().equals(right.problem())) {
      return;
    }
    Text onA = inWords(left);
    Text onB = inWords(right);
    findings.add(
        "GOPROXY",
        Weight.DECISIVE,
        a.value("GOPROXY"),
        b.value("GOPROXY"),
        "A: %s B: %s".formatted(onA.en(), onB.en()),
        "A：%s B：%s".formatted(onA.zh(), onB.zh()));
  }

  /** What go walks, without what it never reads. */
  private static List<String> walk(ProxyList list) {
    return list.entries().stream()
        .map(entry -> entry.name().replaceFirst("/+$", "") + entry.separator())
        .toList();
  }

  private static Text inWords(ProxyList list) {
    if (!list.isValid()) {
      return new Text(
          "every download fails (%s).".formatted(list.problem()),
          "所有下载都会失败（%s）。".formatted(list.problem()));
    }
    if (list.isOff()) {
      return new Text("nothing is downloaded.", "不下载任何模块。");
    }
    if (list.isDirectOnly()) {
      return new Text(
          "modules are fetched from their own hosts, past every proxy.", "绕过所有代理，直接从模块自己的主机获取。");
    }
    String names =
        list.entries().stream().map(ProxyList.Entry::name).collect(Collectors.joining(", "));
    boolean pipe = list.entries().getFirst().separator() == ProxyList.Separator.PIPE;
    return list.entries().size() == 1
        ? new Text("only %s is asked.".formatted(names), "只询问 %s。".formatted(names))
        : new Text(
            "asked are %s; %s leads from the first to the next."
                .formatted(names, pipe ? "any failure" : "only 404 or 410"),
            "依次询问 %s；%s才会从第一项转到下一项。".formatted(names, pipe ? "任何失败" : "只有 404 或 410 "));
  }

  private static void gosumdb(Machine a, Machine b, Findings findings) {
    SumDb left = a.env().sumDb();
    SumDb right = b.env().sumDb();
    if (left.equals(right)) {
      return;
    }
    Text onA = inWords(left);
    Text onB = inWords(right);
    findings.add(
        "GOSUMDB",
        Weight.DECISIVE,
        a.value("GOSUMDB"),
        b.value("GOSUMDB"),
        "A: %s B: %s".formatted(onA.en(), onB.en()),
        "A：%s B：%s".formatted(onA.zh(), onB.zh()));
  }

  private static Text inWords(SumDb sumDb) {
    return switch (sumDb) {
      case SumDb.Off() -> new Text("new modules are not verified.", "新模块不做校验。");
      case SumDb.Invalid(String problem) ->
          new Text(
              "every new module fails (%s).".formatted(problem),
              "所有新模块都会失败（%s）。".formatted(problem));
      case SumDb.Database database ->
          new Text(
              "%s must be reachable%s."
                  .formatted(
                      database.directUrl(),
                      database.isReachedThroughProxies() ? ", directly or by a proxy" : ""),
              "必须能访问 %s%s。"
                  .formatted(
                      database.directUrl(), database.isReachedThroughProxies() ? "（直接或经由代理）" : ""));
    };
  }
}
