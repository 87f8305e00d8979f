package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.FetchSettings;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.GoUrl;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.ProxyList.Entry;
import dev.modmedic.go.Replay;
import dev.modmedic.go.ResolutionPlan;
import dev.modmedic.go.Step;
import dev.modmedic.health.LineReplay.Asked;
import dev.modmedic.health.LineReplay.Ending;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks a line as go does, each entry answering as it was measured. */
final class ReplayLine {
  /** Stands for any public module; nobody is asked for it. */
  private static final String MODULE = "example.com/module";

  private static final String VERSION = "v1.0.0";

  private final ProxyList line;
  private final List<MeasuredProxy> measured;

  ReplayLine(ProxyList line, List<MeasuredProxy> measured) {
    this.line = line;
    this.measured = measured;
  }

  LineReplay in(String region) {
    FetchSettings settings =
        FetchSettings.of(
            new GoEnv(Map.of("GOPROXY", line.value(), "GOVCS", "*:all"), Map.of(), null),
            GoRelease.of(1, 23));
    Map<Integer, Asked> asked = new TreeMap<>();
    Replay replay =
        ResolutionPlan.of(settings, MODULE, VERSION, true)
            .replay((step, target) -> outcome(step, asked));
    return told(region, replay, List.copyOf(asked.values()));
  }

  private Outcome outcome(Step step, Map<Integer, Asked> asked) {
    if (!(step instanceof Step.ProxyRequest)) {
      return Outcome.OK;
    }
    int entry = step.place().entry();
    @Nullable MeasuredProxy proxy = proxy(line.entries().get(entry));
    Optional<Outcome> outcome = proxy == null ? Optional.empty() : proxy.outcome();
    asked.putIfAbsent(entry, asked(entry, proxy, outcome));
    // What follows an entry that is not known is not told.
    return outcome.orElse(Outcome.OK);
  }

  private Asked asked(int entry, @Nullable MeasuredProxy proxy, Optional<Outcome> outcome) {
    boolean failed = outcome.filter(Outcome::isFailure).isPresent();
    return new Asked(
        entry + 1,
        line.entries().get(entry).name(),
        outcome.map(ReplayLine::word).orElse(null),
        proxy == null ? null : proxy.state(),
        failed && proxy != null && proxy.failure() != null ? proxy.failure().cause() : null,
        proxy == null ? null : proxy.measuredAt());
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable MeasuredProxy proxy(Entry entry) {
    return entry instanceof Entry.Proxy(GoUrl url, var separator)
        ? measured.stream().filter(proxy -> same(proxy.url(), url)).findFirst().orElse(null)
        : null;
  }

  private static boolean same(URI watched, GoUrl url) {
    return watched.getScheme().equalsIgnoreCase(url.scheme())
        && String.valueOf(watched.getHost()).equalsIgnoreCase(bracketed(url.hostname()))
        && port(watched.getScheme(), watched.getPort()) == port(url.scheme(), number(url.port()))
        && bare(watched.getRawPath()).equals(bare(url.path()));
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static int number(String port) {
    return port.isEmpty() ? -1 : Integer.parseInt(port);
  }

  private static int port(String scheme, int port) {
    return port >= 0 ? port : scheme.equalsIgnoreCase("https") ? 443 : 80;
  }

  private static String bare(String path) {
    return path.endsWith("/") ? bare(path.substring(0, path.length() - 1)) : path;
  }

  private LineReplay told(String region, Replay replay, List<Asked> asked) {
    Optional<Asked> unknown = asked.stream().filter(one -> one.outcome() == null).findFirst();
    if (unknown.isPresent()) {
      return notMeasured(region, unknown.get(), asked);
    }
    return switch (replay.end()) {
      case Replay.End.Refused(String problem) ->
          new LineReplay(
              region,
              Ending.REFUSED,
              0,
              "",
              new Text("go refuses the line: " + problem, "go 拒绝该设置：" + problem),
              asked);
      case Replay.End.Downloaded(String version) -> served(region, last(replay), asked);
      case Replay.End.Failed failed -> ends(region, last(replay), asked);
    };
  }

  /** The place where the walk stopped. */
  private static int last(Replay replay) {
    return replay.taken().getLast().place().entry();
  }

  private LineReplay notMeasured(String region, Asked unknown, List<Asked> asked) {
    Text says =
        unknown.state() == null
            ? new Text(
                "It depends on entry %d, which is not watched from here."
                    .formatted(unknown.entry()),
                "结果取决于第 %d 项，而该项没有从此处监测。".formatted(unknown.entry()))
            : new Text(
                "It depends on entry %d, of which nothing new is known (%s)."
                    .formatted(unknown.entry(), unknown.state().word()),
                "结果取决于第 %d 项，但没有关于它的新数据（%s）。".formatted(unknown.entry(), unknown.state().word()));
    List<Asked> upTo = asked.stream().filter(one -> one.entry() <= unknown.entry()).toList();
    return new LineReplay(region, Ending.NOT_MEASURED, unknown.entry(), unknown.name(), says, upTo);
  }

  private LineReplay served(String region, int entry, List<Asked> asked) {
    String name = line.entries().get(entry).name();
    int place = entry + 1;
    if (line.entries().get(entry) instanceof Entry.Proxy) {
      return new LineReplay(
          region,
          Ending.SERVED,
          place,
          name,
          new Text("Served by entry %d.".formatted(place), "由第 %d 项提供。".formatted(place)),
          asked);
    }
    Text says =
        asked.isEmpty()
            ? new Text(
                "go asks no proxy and fetches from the repository itself.", "go 不询问任何代理，直接从源仓库获取。")
            : new Text(
                "No proxy of the line serves it; go falls back to the repository itself, which"
                    + " was not measured.",
                "该设置中没有代理提供它；go 回退到源仓库（未经测量）。");
    return new LineReplay(region, Ending.DIRECT, place, name, says, asked);
  }

  private LineReplay ends(String region, int entry, List<Asked> asked) {
    int place = entry + 1;
    String name = line.entries().get(entry).name();
    Optional<Asked> last = asked.stream().filter(one -> one.entry() == place).findFirst();
    Text says =
        last.map(one -> failed(place, Objects.requireNonNull(one.outcome())))
            .orElseGet(() ->
                new Text(
                    "Ends at entry %d, \"%s\".".formatted(place, name),
                    "在第 %d 项“%s”处终止。".formatted(place, name)));
    return new LineReplay(region, Ending.ENDS, place, name, says, asked);
  }

  private Text failed(int place, String outcome) {
    Text end =
        new Text(
            "Ends at entry %d (%s)".formatted(place, outcome),
            "在第 %d 项终止（%s）".formatted(place, outcome));
    Text why =
        switch (line.entries().get(place - 1).separator()) {
          case END -> new Text(".", "。");
          case COMMA ->
              new Text(
                  "; the comma behind it leads on only after 404 or 410.",
                  "；其后的逗号只在 404 或 410 时才继续。");
          case PIPE ->
              new Text(
                  "; go takes what it answers for the file, finds that the hash is wrong, and asks"
                      + " nobody else.",
                  "；go 把它的回答当作文件，发现哈希不符，便不再询问其他项。");
        };
    return new Text(end.en() + why.en(), end.zh() + why.zh());
  }
}
