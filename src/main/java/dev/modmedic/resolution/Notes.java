package dev.modmedic.resolution;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.Redaction;
import dev.modmedic.evidence.Text;
import dev.modmedic.go.DeadPattern;
import dev.modmedic.go.FetchSettings;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoFlags;
import dev.modmedic.go.GoMod;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.GoToolchain;
import dev.modmedic.go.PathPatterns;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.ResolutionPlan;
import dev.modmedic.go.SumDb;
import dev.modmedic.resolution.Resolution.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what a reader of the plan is likely to believe wrongly. */
final class Notes {
  private final Environment environment;
  private final GoEnv env;
  private final FetchSettings settings;
  private final String module;
  private final List<Note> notes = new ArrayList<>();

  Notes(Environment environment, GoEnv env, FetchSettings settings, String module) {
    this.environment = environment;
    this.env = env;
    this.settings = settings;
    this.module = module;
    assumptions();
  }

  List<Note> of(ResolutionPlan plan) {
    if (plan.problem().isEmpty()) {
      proxies();
      privacy();
      checksums(plan);
      httpProxies();
    }
    return all();
  }

  List<Note> all() {
    return List.copyOf(notes);
  }

  private void add(String id, String en, String zh) {
    notes.add(new Note(id, new Text(Redaction.redact(en), Redaction.redact(zh))));
  }

  private void assumptions() {
    if (env.release() == null) {
      add(
          "release-assumed",
          "The release of go was not sent; the rules of %s are applied."
              .formatted(ExplainResolution.ASSUMED),
          "没有收到 go 的版本，按 %s 的规则推算。".formatted(ExplainResolution.ASSUMED));
    }
    if (!env.setting("GOPROXY").isKnown()) {
      add(
          "settings-assumed",
          "Neither go env nor the process variables were sent; Go's defaults are assumed.",
          "没有收到 go env 或进程环境变量，按 Go 的默认值推算。");
    }
    GoFlags flags = env.goflags();
    if (flags.problem().isEmpty() && flags.mod().equals("vendor")) {
      add(
          "vendor-mode",
          "GOFLAGS holds -mod=vendor: builds read the vendor folder and fetch nothing.",
          "GOFLAGS 含有 -mod=vendor：构建只读取 vendor 目录，不下载任何模块。");
    }
  }

  private void proxies() {
    ProxyList list = settings.proxies();
    List<ProxyList.Entry> entries = list.entries();
    if (settings.gonoproxy().matches(module)) {
      return;
    }
    comma(entries);
    if (!entries.isEmpty() && entries.getLast() instanceof ProxyList.Entry.Proxy) {
      add(
          "no-direct",
          "The list does not end in direct, so what the proxies lack cannot be fetched.",
          "列表末尾没有 direct，代理没有的模块就无法获取。");
    }
    if (!list.ignored().isEmpty()) {
      add(
          "ignored-entries",
          "Everything behind direct or off is never read: " + list.ignored(),
          "direct 或 off 之后的内容不会被读取：" + list.ignored());
    }
  }

  private void comma(List<ProxyList.Entry> entries) {
    for (int i = 0; i + 1 < entries.size(); i++) {
      if (entries.get(i) instanceof ProxyList.Entry.Proxy proxy
          && proxy.separator() == ProxyList.Separator.COMMA) {
        String next = entries.get(i + 1).name();
        add(
            "comma-falls-through-on-not-found-only",
            "Behind a comma only 404 and 410 count: when %s answers 403 or 5xx, or cannot be reached, %s is never tried. A | instead of the comma changes that."
                .formatted(proxy.name(), next),
            "逗号之后只认 404 和 410：%s 返回 403、5xx 或无法连接时，不会再尝试 %s。把逗号换成 | 才会。"
                .formatted(proxy.name(), next));
        break;
      }
    }
  }

  private void privacy() {
    settings
        .gonoproxy()
        .matchingPattern(module)
        .ifPresent(pattern ->
            add(
                "private-bypasses-proxies",
                "GONOPROXY (by default GOPRIVATE) covers the module with %s: no proxy is asked, whatever GOPROXY says."
                    .formatted(pattern),
                "GONOPROXY（默认取自 GOPRIVATE）中的 %s 匹配该模块：无论 GOPROXY 如何设置，都不会询问代理。"
                    .formatted(pattern)));
    deadPatterns("GOPRIVATE", settings.goprivate());
    deadPatterns("GOINSECURE", settings.goinsecure());
    if (!settings.gonoproxy().equals(settings.goprivate())) {
      deadPatterns("GONOPROXY", settings.gonoproxy());
    }
    if (!settings.gonosumdb().equals(settings.goprivate())) {
      deadPatterns("GONOSUMDB", settings.gonosumdb());
    }
  }

  private void deadPatterns(String name, PathPatterns patterns) {
    for (DeadPattern dead : patterns.deadPatterns()) {
      add(
          "dead-pattern",
          "%s: the pattern %s can never match.".formatted(name, dead.pattern()),
          "%s：模式 %s 永远不会匹配。".formatted(name, dead.pattern()));
    }
  }

  private void checksums(ResolutionPlan plan) {
    if (!plan.checksSumDb()) {
      boolean off = settings.sumDb() instanceof SumDb.Off;
      add(
          "sumdb-not-asked",
          off
              ? "GOSUMDB=off: nobody vouches for what is downloaded, unless go.sum lists it."
              : "GONOSUMDB (by default GOPRIVATE) covers the module: the checksum database is not"
                  + " asked.",
          off
              ? "GOSUMDB=off：除非 go.sum 有记录，否则下载内容没有任何校验。"
              : "GONOSUMDB（默认取自 GOPRIVATE）匹配该模块：不会询问校验和数据库。");
    } else if (settings.sumDb() instanceof SumDb.Database database) {
      reached(database);
    }
  }

  private void reached(SumDb.Database database) {
    if (database.isReachedThroughProxies() && !settings.proxies().proxies().isEmpty()) {
      add(
          "sumdb-through-proxy",
          "%s is asked through the first proxy that offers it, else directly; a database that cannot be reached fails the download even though the proxy works."
              .formatted(database.name()),
          "%s 经由第一个支持转发的代理访问，否则直连；即使代理正常，数据库无法访问也会导致下载失败。".formatted(database.name()));
    } else {
      add(
          "sumdb-direct",
          "%s is asked directly at %s; a module proxy does not help here."
              .formatted(database.name(), database.directUrl()),
          "%s 直接通过 %s 访问，模块代理帮不上忙。".formatted(database.name(), database.directUrl()));
    }
  }

  private void httpProxies() {
    for (String variable : settings.httpProxies().ignored()) {
      add(
          "http-proxy-ignored",
          variable + " cannot be parsed; Go ignores it silently and connects directly.",
          variable + " 无法解析，Go 会悄悄忽略它并直接连接。");
    }
    Map<String, String> process = environment.texts("env");
    for (String name : List.of("ALL_PROXY", "all_proxy")) {
      if (!process.getOrDefault(name, "").isEmpty()) {
        add(
            "all-proxy-not-read",
            name + " is not read by Go; only HTTP_PROXY, HTTPS_PROXY and NO_PROXY are.",
            "Go 不读取 " + name + "，只读取 HTTP_PROXY、HTTPS_PROXY 和 NO_PROXY。");
      }
    }
  }

  void replaced(GoMod.Replace replace) {
    String target =
        replace.isLocal() ? replace.newPath() : replace.newPath() + "@" + replace.newVersion();
    add(
        "replaced",
        "go.mod replaces %s with %s, so that is what go looks for.".formatted(module, target),
        "go.mod 把 %s 替换为 %s，go 实际查找的是后者。".formatted(module, target));
  }

  void switchesTo(String toolchain, GoToolchain.Search search) {
    boolean downloads = search == GoToolchain.Search.PATH_AND_DOWNLOAD;
    add(
        "toolchain-switch",
        downloads
            ? "Before anything else go switches to %s, which it looks for in PATH and then downloads as a module, by the same GOPROXY and always checked against the checksum database."
                .formatted(toolchain)
            : "Before anything else go switches to %s, which must be in PATH: GOTOOLCHAIN forbids the download."
                .formatted(toolchain),
        downloads
            ? "go 首先会切换到 %s：先在 PATH 中查找，再通过同样的 GOPROXY 作为模块下载，并且必定用校验和数据库验证。".formatted(toolchain)
            : "go 首先会切换到 %s，它必须在 PATH 中：GOTOOLCHAIN 禁止下载。".formatted(toolchain));
  }

  void toolchainRefused(String problem) {
    add(
        "toolchain-refused",
        "go stops when it picks its toolchain: " + problem,
        "go 在选择工具链时就会失败：" + problem);
  }

  void staysLocal(GoMod main) {
    GoRelease.parseExact(main.goLine())
        .filter(line -> GoToolchain.refusesGoLine(settings.release(), line))
        .ifPresent(line ->
            add(
                "toolchain-too-old",
                "go.mod asks for go %s, %s runs and may not switch: every command stops."
                    .formatted(line, settings.release()),
                "go.mod 要求 go %s，而当前是 %s 且不允许切换：所有命令都会失败。".formatted(line, settings.release())));
  }
}
