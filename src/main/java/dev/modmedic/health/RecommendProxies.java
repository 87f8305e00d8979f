package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.ProxyList;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which GOPROXY line measured health supports, and what any line would lead to.
 *
 * <p>It never recommends less security: nothing without TLS beyond this machine, no proxy whose
 * content or certificate was in doubt of late, and never a change of GOSUMDB, GONOSUMDB or
 * GOINSECURE.
 */
public final class RecommendProxies {
  /** Long enough for a percentile of runs that are minutes apart. */
  private static final Duration FIGURES = Duration.ofHours(6);

  private static final Duration DOUBT = Duration.ofDays(1);

  private static final List<String> UNSAFE =
      List.of(
          "checksum.gosum-mismatch",
          "checksum.sumdb-mismatch",
          "checksum.sumdb-invalid",
          "tls.unknown-authority",
          "tls.hostname-mismatch",
          "tls.certificate-revoked",
          "module.zip-rejected");

  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Comparator<MeasuredProxy> BEST_FIRST =
      Comparator.comparing((MeasuredProxy proxy) -> proxy.state() == State.UP ? 0 : 1)
          .thenComparing(MeasuredProxy::reachability, Comparator.reverseOrder())
          .thenComparing(proxy -> Objects.requireNonNullElse(proxy.p95(), Duration.ofDays(1)))
          .thenComparing(MeasuredProxy::name);

  private final ProxyMeasurements measurements;
  private final Clock clock;

  public RecommendProxies(ProxyMeasurements measurements, Clock clock) {
    this.measurements = measurements;
    this.clock = clock;
  }

  public List<String> regions(String workspace) {
    return measurements.regions(workspace);
  }

  /** The line for one region. */
  public ProxyAdvice recommend(String workspace, String region) {
    Instant now = clock.instant();
    List<MeasuredProxy> all = measured(workspace, region, now);
    List<MeasuredProxy> good =
        all.stream().filter(proxy -> objection(proxy) == null).sorted(BEST_FIRST).toList();
    List<ProxyAdvice.Entry> entries = new ArrayList<>();
    for (int i = 0; i < good.size(); i++) {
      entries.add(new ProxyAdvice.Entry(good.get(i), why(good.get(i), i + 1 == good.size())));
    }
    List<ProxyAdvice.Entry> leftOut =
        all.stream()
            .filter(proxy -> objection(proxy) != null)
            .map(proxy -> new ProxyAdvice.Entry(proxy, Objects.requireNonNull(objection(proxy))))
            .toList();
    return new ProxyAdvice(
        region,
        now.minus(FIGURES),
        good.isEmpty() ? null : line(good),
        says(region, all, good),
        entries,
        leftOut);
  }

  /** What a line would lead to in one region. */
  public LineReplay replay(String workspace, String region, ProxyList line) {
    return new ReplayLine(line, measured(workspace, region, clock.instant())).in(region);
  }

  private List<MeasuredProxy> measured(String workspace, String region, Instant now) {
    return measurements.of(workspace, region, now.minus(FIGURES), now.minus(DOUBT), UNSAFE);
  }

  /**
   * Any failure of a proxy that was fine a moment ago should lead to the next one, so a pipe stands
   * between them. Only "not found" may lead to the module's own repository: an outage of all
   * proxies would otherwise quietly change where code comes from.
   */
  private static String line(List<MeasuredProxy> good) {
    return good.stream().map(proxy -> text(proxy.url())).collect(Collectors.joining("|"))
        + ",direct";
  }

  private static String text(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static Text says(String region, List<MeasuredProxy> all, List<MeasuredProxy> good) {
    if (all.isEmpty()) {
      return new Text(
          "No module proxy is watched from %s, so nothing is recommended.".formatted(region),
          "没有从 %s 监测任何模块代理，因此不作推荐。".formatted(region));
    }
    if (all.stream().allMatch(proxy -> proxy.measuredAt() == null)) {
      return new Text(
          "Nothing was measured from %s yet, so nothing is recommended.".formatted(region),
          "尚未从 %s 得到任何测量结果，因此不作推荐。".formatted(region));
    }
    if (good.isEmpty()) {
      return new Text(
          "No module proxy watched from %s can be recommended now.".formatted(region),
          "从 %s 监测的模块代理目前都不能推荐。".formatted(region));
    }
    return new Text(
        "%d of %d module proxies watched from %s serve well; the best stands first."
            .formatted(good.size(), all.size(), region),
        "从 %3$s 监测的 %2$d 个模块代理中有 %1$d 个工作正常，最好的排在最前。".formatted(good.size(), all.size(), region));
  }

  private static Text why(MeasuredProxy proxy, boolean last) {
    double percent = proxy.reachability() * 100;
    long p95 = proxy.p95() == null ? 0 : proxy.p95().toMillis();
    String figures =
        String.format(Locale.ROOT, "%.1f %% (%d), p95 %d ms", percent, proxy.runs(), p95);
    return new Text(
        "%s; first attempts that went well, of all: %s. After %s."
            .formatted(
                proxy.state().word(),
                figures,
                last
                    ? "not found (404, 410) go fetches from the repository itself"
                    : "any failure go asks the next entry"),
        "%s；首次尝试成功率（次数）：%s。%s。"
            .formatted(
                StateWords.of(proxy.state().word()).zh(),
                figures,
                last ? "返回未找到（404、410）时 go 直接从源仓库获取" : "任何失败后 go 都会询问下一项"));
  }

  /** Why a proxy is left out; null if it is not. */
  private static @Nullable Text objection(MeasuredProxy proxy) {
    String host = String.valueOf(proxy.url().getHost());
    if (!"https".equalsIgnoreCase(proxy.url().getScheme()) && !OWN_HOSTS.contains(host)) {
      return new Text(
          "It has no TLS, so anybody on the way could read along and lie about versions.",
          "它不使用 TLS，传输途中的任何人都可以窥探并伪造版本信息。");
    }
    if (proxy.unsafe() != null) {
      return new Text(
          "What it served, or its certificate, was in doubt within the last day: %s."
              .formatted(proxy.unsafe()),
          "最近一天内它提供的内容或其证书存疑：%s。".formatted(proxy.unsafe()));
    }
    if (proxy.measuredAt() == null) {
      return new Text("Nothing was measured from here yet.", "尚未从此处得到测量结果。");
    }
    if (!proxy.serves()) {
      @Nullable String cause = proxy.failure() == null ? null : proxy.failure().cause();
      return new Text(
          "It is %s%s.".formatted(proxy.state().word(), cause == null ? "" : ": " + cause),
          "当前状态为%s%s。"
              .formatted(
                  StateWords.of(proxy.state().word()).zh(), cause == null ? "" : "：" + cause));
    }
    return null;
  }
}
