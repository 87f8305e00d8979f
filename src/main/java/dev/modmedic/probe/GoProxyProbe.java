package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.SumDb;
import dev.modmedic.go.VersionList;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Probes a module proxy: what it serves of its canaries, held against go's rules and sums. */
public final class GoProxyProbe implements Prober {
  private final Tries tries;
  private final ProbeMemory memory;
  private final JsonObjects json;
  private final Clock clock;
  private final TileCache tiles = new TileCache();

  public GoProxyProbe(
      Fetcher fetcher, FailureNames names, ProbeMemory memory, JsonObjects json, Clock clock) {
    this.tries = new Tries(fetcher, names);
    this.memory = memory;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    return tries.result(request, now, trial -> look(trial, request, now));
  }

  private void look(Trial trial, ProbeRequest request, Instant now) throws InterruptedException {
    ProbeSettings settings = request.target().settings();
    var address = ProxyAddress.of(request.target().url());
    var client = new ProxyClient(trial, address, json, settings.cold());
    if (settings.canaries().isEmpty()) {
      reach(trial, client);
      rest(trial);
      return;
    }
    List<CanaryCheck.Sums> sums = canaries(trial, client, request);
    rest(trial);
    if (trial.goesOn()) {
      new EscapingCheck(client, trial).check(settings.canaries());
    }
    String region = request.vantage().region();
    String sumDb = settings.sumDb();
    if (sumDb != null && trial.goesOn()) {
      records(trial, client, sumDb, region, now, sums);
    }
    URI index = settings.index();
    if (index != null && trial.goesOn()) {
      new FreshnessCheck(trial, client, json, memory, index, now, region).check();
    }
  }

  /** Go would fare no better with what was not asked for any more. */
  private static void rest(Trial trial) {
    if (trial.isSilent()) {
      trial.answered(ProxyPart.REST, dev.modmedic.go.Outcome.TRANSPORT_ERROR);
    }
  }

  private List<CanaryCheck.Sums> canaries(Trial trial, ProxyClient client, ProbeRequest request)
      throws InterruptedException {
    var lists = new ListCheck(client, trial, memory, request.vantage().region());
    var sums = new ArrayList<CanaryCheck.Sums>();
    for (ModuleVersion canary : request.target().settings().canaries()) {
      if (!trial.goesOn()) {
        return sums;
      }
      Optional<VersionList> list = lists.list(canary);
      CanaryCheck.Sums fetched = new CanaryCheck(client, trial, canary).files();
      sums.add(fetched);
      keep(trial, client.address().base(), fetched);
      if (list.isPresent() && trial.goesOn()) {
        lists.highest(canary, list.get());
      }
      if (trial.goesOn()) {
        lists.latest(canary.path());
      }
      if (sums.size() == 1 && list.isPresent()) {
        trial.fact("goproxy.versions", "" + list.get().versions().size());
      }
    }
    return sums;
  }

  /** A sum as a fact, to be compared between proxies and vantages, and as it was before. */
  private void keep(Trial trial, String base, CanaryCheck.Sums sums) {
    String zip = sums.zip();
    if (zip == null) {
      return;
    }
    trial.fact("goproxy.h1 " + sums.of(), zip);
    String key = "goproxy-h1 " + base + " " + sums.of();
    Optional<String> before = memory.recall(key);
    if (before.isEmpty()) {
      memory.remember(key, zip);
    } else if (!before.get().equals(zip)) {
      String text =
          "verifying %s: checksum mismatch\n\tdownloaded: %s\n\tgo.sum:     %s"
              .formatted(sums.of(), zip, before.get());
      trial.fail(
          RecordsCheck.H1, "" + sums.of(), trial.proved(text, "checksum.gosum-mismatch"), false);
      trial.answered(ProxyPart.ZIP, dev.modmedic.go.Outcome.BAD_CONTENT);
    }
  }

  private void records(
      Trial trial,
      ProxyClient client,
      String value,
      String region,
      Instant now,
      List<CanaryCheck.Sums> sums)
      throws InterruptedException {
    switch (SumDb.parse(value)) {
      case SumDb.Database database ->
          new RecordsCheck(trial, client, database, memory, tiles, region, now).check(sums);
      case SumDb.Off off -> {}
      case SumDb.Invalid(String problem) -> {
        var failure =
            new Failure(FailureSource.OWN_NETWORK, "checksum.sumdb-invalid", problem, null);
        trial.fail(RecordsCheck.PASSTHROUGH, "settings", failure, false);
      }
    }
  }

  /** Without canaries nothing is known to be there, so any answer of the protocol is a good one. */
  private static void reach(Trial trial, ProxyClient client) throws InterruptedException {
    ModuleVersion any = ModuleVersion.parse("golang.org/x/text@v0.3.0").orElseThrow();
    switch (client.text(client.address().list(any.path()))) {
      case Heard.Content<String> content -> trial.pass(ListCheck.LIST, "answers; no canaries set");
      case Heard.Missing<String> missing -> trial.pass(ListCheck.LIST, "answers; no canaries set");
      case Heard.Trouble<String> trouble -> trial.fail(ListCheck.LIST, "no canaries set", trouble);
    }
  }
}
