package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.LineReplay;
import dev.modmedic.health.MeasuredProxy;
import dev.modmedic.health.ProxyAdvice;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A recommendation as JSON in one language. */
@Serdeable
record RecommendationView(
    String region,
    String since,
    @Nullable String line,
    @Nullable String command,
    String says,
    List<EntryView> entries,
    List<EntryView> leftOut,
    List<ReplayView> replays) {
  /** Characters that no shell reads anything into between double quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~|,@+=%\\[\\]-]+");

  static RecommendationView of(ProxyAdvice advice, List<LineReplay> replays, Language language) {
    String line = advice.line();
    return new RecommendationView(
        advice.region(),
        advice.since().toString(),
        line,
        line == null || !PLAIN.matcher(line).matches()
            ? null
            : "go env -w \"GOPROXY=" + line + "\"",
        advice.says().in(language),
        advice.entries().stream().map(entry -> EntryView.of(entry, language)).toList(),
        advice.leftOut().stream().map(entry -> EntryView.of(entry, language)).toList(),
        replays.stream().map(replay -> ReplayView.of(replay, language)).toList());
  }

  /** One proxy, and why it stands where it does. */
  @Serdeable
  record EntryView(
      String target,
      String name,
      String url,
      String state,
      @Nullable Double reachability,
      long runs,
      @Nullable Double p95Ms,
      @Nullable String measuredAt,
      String says) {
    static EntryView of(ProxyAdvice.Entry entry, Language language) {
      MeasuredProxy proxy = entry.proxy();
      return new EntryView(
          proxy.target().toString(),
          proxy.name(),
          proxy.url().toString(),
          proxy.state().word(),
          proxy.runs() == 0 ? null : proxy.reachability(),
          proxy.runs(),
          proxy.p95() == null ? null : proxy.p95().toNanos() / 1e6,
          proxy.measuredAt() == null ? null : proxy.measuredAt().toString(),
          entry.says().in(language));
    }
  }

  /** What a line leads to in one region. */
  @Serdeable
  record ReplayView(
      String region,
      String ending,
      @Nullable Integer entry,
      String name,
      String says,
      List<AskedView> asked) {
    static ReplayView of(LineReplay replay, Language language) {
      return new ReplayView(
          replay.region(),
          replay.ending().word(),
          replay.entry() == 0 ? null : replay.entry(),
          replay.name(),
          replay.says().in(language),
          replay.asked().stream().map(AskedView::of).toList());
    }
  }

  /** One entry that go would ask. */
  @Serdeable
  record AskedView(
      int entry,
      String name,
      @Nullable String outcome,
      @Nullable String file,
      @Nullable String state,
      @Nullable String cause,
      @Nullable String measuredAt) {
    static AskedView of(LineReplay.Asked asked) {
      return new AskedView(
          asked.entry(),
          asked.name(),
          asked.outcome(),
          asked.file(),
          asked.state() == null ? null : asked.state().word(),
          asked.cause(),
          asked.measuredAt() == null ? null : asked.measuredAt().toString());
    }
  }
}
