package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.FetchSettings;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.ModuleFile;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.Outcomes;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.ProxyList.Entry;
import dev.modmedic.go.Replay;
import dev.modmedic.go.ResolutionPlan;
import dev.modmedic.go.Step;
import dev.modmedic.health.LineReplay.Asked;
import dev.modmedic.health.LineReplay.Ending;
import dev.modmedic.probe.ProxyPart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks a line as go does, each entry answering each question as it was measured. */
final class ReplayLine {
  /** Stands for any public module; nobody is asked for it. */
  private static final String MODULE = "example.com/module";

  private static final String VERSION = "v1.0.0";

  private final ProxyList line;
  private final List<MeasuredProxy> measured;
  private final Map<Integer, Asked> asked = new TreeMap<>();
  private @Nullable Integer passesOn;

  ReplayLine(ProxyList line, List<MeasuredProxy> measured) {
    this.line = line;
    this.measured = measured;
  }

  LineReplay in(String region) {
    return told(region, walk(false));
  }

  private Replay walk(boolean inGoSum) {
    FetchSettings settings =
        FetchSettings.of(
            new GoEnv(Map.of("GOPROXY", line.value(), "GOVCS", "*:all"), Map.of(), null),
            GoRelease.of(1, 23));
    passesOn = null;
    return ResolutionPlan.of(settings, MODULE, VERSION, inGoSum).replay(new Measured(inGoSum));
  }

  /**
   * A go.mod file that is not what it should be contradicts go.sum, which stops go at once; where
   * go.sum has nothing, it contradicts the checksum database, and a pipe leads on.
   */
  private final class Measured implements Outcomes {
    private final boolean inGoSum;
    private boolean wrongMod;

    Measured(boolean inGoSum) {
      this.inGoSum = inGoSum;
    }

    @Override
    public Outcome of(Step step, String target) {
      Outcome outcome = outcome(step);
      if (inGoSum || !(step instanceof Step.ProxyRequest request)) {
        return outcome;
      }
      if (request.place().file() != ModuleFile.MOD) {
        return outcome;
      }
      wrongMod = outcome == Outcome.BAD_CONTENT;
      return wrongMod ? Outcome.OK : outcome;
    }

    @Override
    public boolean vouches(Step.SumDbLookup lookup, ModuleFile file) {
      return file != ModuleFile.MOD || !wrongMod;
    }
  }

  private Outcome outcome(Step step) {
    int entry = step.place().entry();
    return switch (step) {
      case Step.ProxyRequest request -> file(entry, request.place().file());
      case Step.SumDbSupport support -> supports(entry);
      case Step.SumDbLookup lookup -> lookup();
      case Step.Skip skip -> Outcome.OK;
      case Step.Discovery discovery -> Outcome.OK;
      case Step.Repository repository -> Outcome.OK;
      case Step.RepositoryProbe probe -> Outcome.OK;
      case Step.Refusal refusal -> Outcome.OK;
    };
  }

  private Outcome file(int entry, ModuleFile file) {
    Optional<Outcome> outcome = parts(entry).map(parts -> parts.of(part(file)));
    note(entry, file.name().toLowerCase(Locale.ROOT), outcome.orElse(null));
    // What follows an entry that is not known is not told.
    return outcome.orElse(Outcome.OK);
  }

  private static ProxyPart part(ModuleFile file) {
    return switch (file) {
      case LIST, LATEST -> ProxyPart.LIST;
      case INFO -> ProxyPart.INFO;
      case MOD -> ProxyPart.MOD;
      case ZIP -> ProxyPart.ZIP;
    };
  }

  private Outcome supports(int entry) {
    Outcome outcome = sumDb(entry, ProxyPart.SUPPORTED);
    if (outcome == Outcome.OK) {
      passesOn = entry;
    }
    return outcome;
  }

  /** Through the proxy that passes questions on, or as proxies that do not were a measure for. */
  private Outcome lookup() {
    if (passesOn != null) {
      return sumDb(passesOn, ProxyPart.LOOKUP);
    }
    List<Outcome> direct =
        measured.stream()
            .flatMap(proxy -> proxy.parts().stream())
            .filter(parts -> parts.of(ProxyPart.SUPPORTED) == Outcome.NOT_FOUND)
            .filter(parts -> parts.otherwise() == Outcome.OK)
            .map(parts -> parts.of(ProxyPart.LOOKUP))
            .toList();
    return direct.isEmpty() || direct.contains(Outcome.OK) ? Outcome.OK : direct.getFirst();
  }

  /** That a proxy does not pass questions on is no failure of it. */
  private Outcome sumDb(int entry, ProxyPart part) {
    Outcome outcome = parts(entry).map(parts -> parts.of(part)).orElse(Outcome.OK);
    if (outcome.isFailure() && !(part == ProxyPart.SUPPORTED && outcome.isNotExist())) {
      note(entry, "sumdb", outcome);
    }
    return outcome;
  }

  /** Of all that an entry is asked for, the first that fails is told. */
  private void note(int entry, String file, @Nullable Outcome outcome) {
    Asked before = asked.get(entry);
    boolean worked = before != null && Outcome.OK.word().equals(before.outcome());
    boolean fails = outcome != null && outcome.isFailure();
    if (before == null || (worked && fails)) {
      MeasuredProxy proxy = proxy(entry);
      asked.put(
          entry,
          new Asked(
              entry + 1,
              line.entries().get(entry).name(),
              outcome == null ? null : outcome.word(),
              fails ? file : null,
              proxy == null ? null : proxy.state(),
              fails && proxy != null && proxy.failure() != null ? proxy.failure().cause() : null,
              proxy == null ? null : proxy.measuredAt()));
    }
  }

  private Optional<ProxyParts> parts(int entry) {
    MeasuredProxy proxy = proxy(entry);
    return proxy == null ? Optional.empty() : proxy.parts();
  }

  private @Nullable MeasuredProxy proxy(int entry) {
    return line.entries().get(entry) instanceof Entry.Proxy(var url, var separator)
        ? measured.stream().filter(proxy -> proxy.isAt(url)).findFirst().orElse(null)
        : null;
  }

  private LineReplay told(String region, Replay replay) {
    List<Asked> asked = List.copyOf(this.asked.values());
    ReplayWords words = new ReplayWords(line, asked);
    Optional<Asked> unknown = asked.stream().filter(one -> one.outcome() == null).findFirst();
    if (unknown.isPresent()) {
      return notMeasured(region, unknown.get(), asked);
    }
    return switch (replay.end()) {
      case Replay.End.Refused(String problem) ->
          new LineReplay(region, Ending.REFUSED, 0, "", ReplayWords.refused(problem), asked);
      case Replay.End.Downloaded(String version) -> {
        int entry = last(replay);
        boolean served = line.entries().get(entry) instanceof Entry.Proxy;
        yield at(
            region,
            served ? Ending.SERVED : Ending.DIRECT,
            entry,
            served ? words.served(entry, list(entry)) : words.direct(),
            asked);
      }
      case Replay.End.Failed(Step step, Outcome outcome, boolean notExist) ->
          switch (step) {
            case Step.SumDbSupport support -> unvouched(region, words, support, outcome, asked);
            case Step.SumDbLookup lookup ->
                lookup() == Outcome.OK
                    ? ends(region, words, replay, asked) // it was asked, and says otherwise
                    : unvouched(region, words, lookup, outcome, asked);
            case Step.Refusal(Step.Place place, String problem) ->
                at(
                    region,
                    Ending.ENDS,
                    place.entry(),
                    words.refusal(place.entry(), problem),
                    asked);
            case Step.ProxyRequest other -> ends(region, words, replay, asked);
            case Step.Skip other -> ends(region, words, replay, asked);
            case Step.Discovery other -> ends(region, words, replay, asked);
            case Step.Repository other -> ends(region, words, replay, asked);
            case Step.RepositoryProbe other -> ends(region, words, replay, asked);
          };
    };
  }

  private LineReplay ends(String region, ReplayWords words, Replay replay, List<Asked> asked) {
    int entry = last(replay);
    return at(region, Ending.ENDS, entry, words.ends(entry), asked);
  }

  /** The files are there, and nobody vouches for them; go.sum may do that instead. */
  private LineReplay unvouched(
      String region, ReplayWords words, Step step, Outcome outcome, List<Asked> asked) {
    boolean through = step instanceof Step.SumDbSupport || passesOn != null;
    int entry =
        step instanceof Step.SumDbLookup && passesOn != null ? passesOn : step.place().entry();
    Replay locked = walk(true);
    @Nullable Integer server = locked.succeeds() ? last(locked) : null;
    return at(region, Ending.ENDS, entry, words.unvouched(entry, through, outcome, server), asked);
  }

  private LineReplay notMeasured(String region, Asked unknown, List<Asked> asked) {
    List<Asked> upTo = asked.stream().filter(one -> one.entry() <= unknown.entry()).toList();
    return at(
        region, Ending.NOT_MEASURED, unknown.entry() - 1, ReplayWords.notMeasured(unknown), upTo);
  }

  private LineReplay at(String region, Ending ending, int entry, Text says, List<Asked> asked) {
    String name = line.entries().get(entry).name();
    return new LineReplay(region, ending, entry + 1, name, says, asked);
  }

  /** What became of the list of versions, which a version that is named does not need. */
  private Outcome list(int entry) {
    return parts(entry).map(parts -> parts.of(ProxyPart.LIST)).orElse(Outcome.OK);
  }

  /** The entry that was asked last for a file. */
  private static int last(Replay replay) {
    return replay.taken().stream()
        .filter(step -> !(step instanceof Step.SumDbSupport || step instanceof Step.SumDbLookup))
        .filter(step ->
            !(step instanceof Step.Skip(var place, String reason)
                && reason.startsWith("checksum database")))
        .toList()
        .getLast()
        .place()
        .entry();
  }
}
