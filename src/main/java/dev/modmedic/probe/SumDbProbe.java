package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.SumDb;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** Probes a checksum database: signed head, tree, growth, and the records of the canaries. */
public final class SumDbProbe implements Prober {
  private final Tries tries;
  private final ProbeMemory memory;
  private final Clock clock;
  private final TileCache tiles = new TileCache();

  public SumDbProbe(Fetcher fetcher, FailureNames names, ProbeMemory memory, Clock clock) {
    this.tries = new Tries(fetcher, names);
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    return tries.result(request, now, trial -> look(trial, request, now));
  }

  private void look(Trial trial, ProbeRequest request, Instant now) throws InterruptedException {
    Target target = request.target();
    String value = target.settings().sumDb();
    SumDb sumDb = SumDb.parse(value == null ? target.url().getHost() : value);
    switch (sumDb) {
      case SumDb.Database database -> {
        SumDbCheck check = check(trial, request, database, base(target, database), now);
        if (check.head()) {
          for (ModuleVersion canary : target.settings().canaries()) {
            if (trial.goesOn()) {
              check.record(canary);
            }
          }
        }
      }
      case SumDb.Off off -> misconfigured(trial, "GOSUMDB=off names no checksum database");
      case SumDb.Invalid(String problem) -> misconfigured(trial, problem);
    }
  }

  private SumDbCheck check(
      Trial trial, ProbeRequest request, SumDb.Database database, URI base, Instant now) {
    var client = new SumDbClient(trial, base, request.deadline(), tiles);
    var heads = new HeadMemory(memory, database.key(), base, request.vantage().region());
    return new SumDbCheck(
        trial, client, database.key(), heads, tiles, now, isDirect(base, database));
  }

  private static URI base(Target target, SumDb.Database database) {
    if (target.type() == TargetType.GOPROXY) {
      return ProxyAddress.of(target.url()).sumDb(database.name());
    }
    String url = database.url().isEmpty() ? target.url().toString() : database.url();
    return URI.create(url.replaceAll("/+$", ""));
  }

  private static boolean isDirect(URI base, SumDb.Database database) {
    return !base.getPath().endsWith("/sumdb/" + database.name());
  }

  private static void misconfigured(Trial trial, String problem) {
    trial.fail(
        SumDbCheck.NOTE,
        "settings",
        new Failure(FailureSource.OWN_NETWORK, "checksum.sumdb-invalid", problem, null),
        false);
  }
}
