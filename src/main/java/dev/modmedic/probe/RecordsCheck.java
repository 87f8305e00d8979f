package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.SumDb;
import dev.modmedic.go.SumRecord;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what a proxy served against the checksum database, which it may pass on itself. */
final class RecordsCheck {
  static final String PASSTHROUGH = "goproxy.passthrough";
  static final String H1 = "goproxy.h1";

  private static final int LARGEST = 64 << 10;

  private final Trial trial;
  private final ProxyClient client;
  private final SumDb.Database database;
  private final ProbeMemory memory;
  private final TileCache tiles;
  private final String region;
  private final Instant now;

  RecordsCheck(
      Trial trial,
      ProxyClient client,
      SumDb.Database database,
      ProbeMemory memory,
      TileCache tiles,
      String region,
      Instant now) {
    this.trial = trial;
    this.client = client;
    this.database = database;
    this.memory = memory;
    this.tiles = tiles;
    this.region = region;
    this.now = now;
  }

  void check(List<CanaryCheck.Sums> sums) throws InterruptedException {
    Optional<URI> base = base();
    if (base.isEmpty()) {
      return;
    }
    boolean direct = !base.get().equals(passedOn());
    if (direct) {
      trial.asksOthers();
    }
    var source = new SumDbClient(trial, base.get(), client.budget(), tiles);
    var heads = new HeadMemory(memory, database.key(), base.get(), region);
    var check = new SumDbCheck(trial, source, database.key(), heads, tiles, now, direct);
    if (!check.head()) {
      unreachable();
      return;
    }
    for (CanaryCheck.Sums fetched : sums) {
      if (!trial.goesOn()) {
        return;
      }
      Optional<SumRecord> record = check.record(fetched.of());
      if (record.isEmpty()) {
        unreachable();
      }
      if (record.isPresent()) {
        compare(fetched.of(), fetched.zip(), record.get().zipSum(fetched.of()), "");
        compare(fetched.of(), fetched.mod(), record.get().modSum(fetched.of()), "/go.mod");
      }
    }
  }

  /** Go gets no record, for whatever reason. */
  private void unreachable() {
    Failure fault = trial.lastFault();
    if (fault != null && fault.code().equals(SumDbVerdicts.INVALID)) {
      trial.answered(ProxyPart.LOOKUP, Outcome.BAD_CONTENT);
    } else if (!trial.isCutShort()) {
      boolean broken = trial.isSilent() || (fault != null && fault.phase() != null);
      trial.answered(ProxyPart.LOOKUP, broken ? Outcome.TRANSPORT_ERROR : Outcome.HTTP_ERROR);
    }
  }

  private URI passedOn() {
    return client.address().sumDb(database.name());
  }

  /** Where to ask, as go finds it out; empty if go could not ask at all, which was told. */
  private Optional<URI> base() throws InterruptedException {
    var question =
        new Question(
            URI.create(passedOn() + "/supported"), Map.of(), client.budget(), LARGEST, true);
    Heard<byte[]> heard = trial.ask(question, InputStream::readAllBytes);
    if (!(heard instanceof Heard.Trouble<byte[]> trouble && trial.isLate(trouble.failure()))) {
      trial.answered(ProxyPart.SUPPORTED, heard.outcome());
    }
    return switch (heard) {
      case Heard.Content<byte[]> content -> {
        trial.pass(PASSTHROUGH, database.name() + " is passed on");
        yield Optional.of(passedOn());
      }
      case Heard.Missing<byte[]> missing -> {
        SoftFailure soft = SoftFailure.of(missing.answer(), true);
        String says = database.name() + " is not passed on: " + soft.says();
        if (soft.kind() == SoftFailure.Kind.OUTAGE) {
          trial.warn(PASSTHROUGH, says);
        } else {
          trial.pass(PASSTHROUGH, database.name() + " is not passed on");
        }
        yield Optional.of(URI.create(database.directUrl().replaceAll("/+$", "")));
      }
      case Heard.Trouble<byte[]> trouble -> {
        trial.fail(PASSTHROUGH, database.name(), trouble);
        yield Optional.empty();
      }
    };
  }

  private void compare(
      ModuleVersion of, @Nullable String fetched, Optional<String> vouched, String file) {
    if (fetched == null || vouched.isEmpty()) {
      return;
    }
    if (fetched.equals(vouched.get())) {
      trial.pass(H1, of + file + " has the sum in " + database.name());
      return;
    }
    String text =
        """
        %s: verifying %s: checksum mismatch
        	downloaded: %s
        	%s: %s

        SECURITY ERROR
        This download does NOT match the one reported by the checksum server.
        The bits may have been replaced on the origin server, or an attacker may
        have intercepted the download attempt.
        """
            .formatted(
                of, file.isEmpty() ? "module" : "go.mod", fetched, database.name(), vouched.get());
    trial.fail(H1, of + file, trial.proved(text, "checksum.sumdb-mismatch"), false);
    trial.answered(file.isEmpty() ? ProxyPart.ZIP : ProxyPart.MOD, Outcome.BAD_CONTENT);
  }
}
