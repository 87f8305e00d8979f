package dev.modmedic.resolution;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.GoUrl;
import dev.modmedic.go.ModuleFile;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.Step;

/** Says in words what a step does and what ends the walk there. */
final class StepWords {
  private StepWords() {}

  static Text says(Step step) {
    return switch (step) {
      case Step.ProxyRequest request -> proxy(request);
      case Step.Skip skip -> skip(skip);
      case Step.Discovery discovery -> discovery(discovery);
      case Step.Repository repository -> repository(repository);
      case Step.RepositoryProbe probe ->
          then(
              new Text(
                  "Looks whether %s answers".formatted(server(probe.url())),
                  "检查 %s 是否有响应".formatted(server(probe.url()))),
              probe);
      case Step.SumDbSupport support -> support(support);
      case Step.SumDbLookup lookup -> sumDb(lookup);
      case Step.Refusal refusal ->
          new Text(
              "Stops without asking anybody: %s.".formatted(refusal.problem()),
              "不发出请求，直接失败：%s。".formatted(refusal.problem()));
    };
  }

  /** Who is asked: the host, or the whole URL of a file tree. */
  static String server(GoUrl url) {
    return url.host().isEmpty() ? url.redacted() : url.host();
  }

  private static Text proxy(Step.ProxyRequest request) {
    String proxy =
        request.place().of() instanceof ProxyList.Entry.Proxy entry
            ? server(entry.url())
            : server(request.url());
    Text asks =
        new Text(
            "Asks the module proxy %s for %s".formatted(proxy, file(request).en()),
            "向模块代理 %s 请求%s".formatted(proxy, file(request).zh()));
    return then(through(asks, request.httpProxy()), request);
  }

  private static Text skip(Step.Skip skip) {
    return new Text(
        "Asks nobody: %s. %s".formatted(skip.reason(), reaction(skip, true).en()),
        "不发出任何请求：%s。%s".formatted(skip.reason(), reaction(skip, true).zh()));
  }

  private static Text discovery(Step.Discovery discovery) {
    String host = server(discovery.urls().getFirst());
    Text asks =
        new Text(
            "Asks %s itself where its repository is (go-import), to fetch %s from there"
                .formatted(host, file(discovery).en()),
            "直接询问 %s 代码仓库在哪里（go-import），再从那里获取%s".formatted(host, file(discovery).zh()));
    return then(through(asks, String.join(" ", discovery.httpProxies())), discovery);
  }

  private static Text repository(Step.Repository repository) {
    return then(
        new Text(
            "Runs %s on %s for %s, with the credentials and settings of %1$s"
                .formatted(repository.tool(), repository.url(), file(repository).en()),
            "用 %s 从 %s 获取%s，凭据与设置都以 %1$s 为准"
                .formatted(repository.tool(), repository.url(), file(repository).zh())),
        repository);
  }

  private static Text support(Step.SumDbSupport support) {
    Text asks =
        new Text(
            "Asks the module proxy %s whether it passes on the checksum database"
                .formatted(server(support.url())),
            "询问模块代理 %s 是否转发校验和数据库".formatted(server(support.url())));
    return then(through(asks, support.httpProxy()), support);
  }

  private static Text sumDb(Step.SumDbLookup lookup) {
    Text asks =
        through(
            new Text(
                "Unless go.sum lists it, asks the checksum database for the hashes, at "
                    + server(lookup.url())
                    + " or through the proxy that passes it on",
                "若 go.sum 中没有记录，则查询校验和数据库（" + server(lookup.url()) + "，或经由转发它的代理）"),
            lookup.httpProxy());
    return new Text(
        asks.en() + ". No failure here counts as not found.", asks.zh() + "。这里的任何失败都不算“未找到”。");
  }

  private static Text through(Text says, String httpProxy) {
    return httpProxy.isBlank()
        ? says
        : new Text(
            says.en() + ", through the HTTP proxy " + httpProxy,
            says.zh() + "，经由 HTTP 代理 " + httpProxy);
  }

  private static Text then(Text says, Step step) {
    Text reaction = reaction(step, false);
    return new Text(says.en() + ". " + reaction.en(), says.zh() + "。" + reaction.zh());
  }

  private static Text reaction(Step step, boolean always) {
    boolean notFoundGoesOn = step.after(Outcome.NOT_FOUND) == Step.Reaction.NEXT_ENTRY;
    if (!notFoundGoesOn) {
      return always
          ? new Text("Nothing comes after it.", "后面没有其他来源。")
          : new Text("It is the last source: any failure ends here.", "这是最后一个来源：任何失败都到此为止。");
    }
    if (always) {
      return new Text("The next entry follows.", "接着尝试下一项。");
    }
    boolean anyFailure =
        step.place().of().separator() == ProxyList.Separator.PIPE
            || step.after(Outcome.TRANSPORT_ERROR) == Step.Reaction.NEXT_ENTRY;
    return anyFailure
        ? new Text("After any failure the next entry is tried.", "任何失败之后都会尝试下一项。")
        : new Text(
            "Only 404 and 410 lead to the next entry; any other failure ends here.",
            "只有 404 和 410 会转到下一项，其他任何失败都到此为止。");
  }

  private static Text file(Step step) {
    return file(step.place().file());
  }

  static Text file(ModuleFile file) {
    return switch (file) {
      case LIST -> new Text("the list of versions", "版本列表");
      case LATEST -> new Text("the newest version", "最新版本");
      case INFO -> new Text("the version's data (.info)", "版本信息（.info）");
      case MOD -> new Text("its go.mod file (.mod)", "go.mod 文件（.mod）");
      case ZIP -> new Text("the source code (.zip)", "源代码（.zip）");
    };
  }
}
