package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Refused;
import dev.modmedic.go.SumRecord;
import dev.modmedic.go.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Verifies what a checksum database says, in the order in which {@code go} does. */
final class SumDbCheck {
  static final String NOTE = "sumdb.note";
  static final String TREE = "sumdb.tree";
  static final String CONSISTENCY = "sumdb.consistency";
  static final String RECORD = "sumdb.record";

  private final Trial trial;
  private final SumDbClient client;
  private final VerifierKey key;
  private final HeadMemory memory;
  private final Timeline timeline;
  private final SumDbVerdicts verdicts;
  private final Instant now;
  private final boolean direct;

  SumDbCheck(
      Trial trial,
      SumDbClient client,
      VerifierKey key,
      HeadMemory memory,
      TileCache cache,
      Instant now,
      boolean direct) {
    this.trial = trial;
    this.client = client;
    this.key = key;
    this.memory = memory;
    this.timeline = new Timeline(client, memory.recall().orElse(null));
    this.verdicts = new SumDbVerdicts(trial, () -> cache.forget(client.base()));
    this.now = now;
    this.direct = direct;
  }

  /** Verifies the newest head; false if it makes no sense to ask for records. */
  boolean head() throws InterruptedException {
    trial.fact("sumdb.name", key.name());
    trial.fact("sumdb.url", client.base().toString());
    switch (client.latest()) {
      case Heard.Content<byte[]>(byte[] body, var answer) -> {
        if (!merge(new String(body, StandardCharsets.UTF_8), SumDbVerdicts.LATEST)) {
          return false;
        }
      }
      case Heard.Missing<byte[]> missing -> {
        trial.fail(NOTE, SumDbVerdicts.LATEST, client.failureOf(missing), false);
        return false;
      }
      case Heard.Trouble<byte[]> trouble -> {
        trial.fail(NOTE, SumDbVerdicts.LATEST, trouble);
        return false;
      }
    }
    HeadMemory.Seen newest = Objects.requireNonNull(timeline.newest(), "newest head");
    trial.fact("sumdb.size", "" + newest.head().size());
    trial.fact("sumdb.hash", newest.head().hash().toString());
    HeadFreshness.check(trial, key, newest.since(), now, direct);
    return true;
  }

  /** The verified record of a version; empty if there is none, which was told. */
  Optional<SumRecord> record(ModuleVersion of) throws InterruptedException {
    return switch (client.lookup(of)) {
      case Heard.Content<byte[]>(byte[] body, var answer) -> verified(of, body);
      case Heard.Missing<byte[]> missing -> {
        trial.fail(RECORD, "" + of, client.failureOf(missing), false);
        yield Optional.empty();
      }
      case Heard.Trouble<byte[]> trouble -> {
        trial.fail(RECORD, "" + of, trouble);
        yield Optional.empty();
      }
    };
  }

  private Optional<SumRecord> verified(ModuleVersion of, byte[] body) throws InterruptedException {
    SumRecord record;
    try {
      record = SumRecord.parse(body);
    } catch (Refused refused) {
      verdicts.refuse(RECORD, "" + of, refused.words());
      return Optional.empty();
    }
    if (!merge(record.note(), "" + of)) {
      return Optional.empty();
    }
    try {
      timeline.check(record);
    } catch (Refused refused) {
      verdicts.refuse(RECORD, "" + of, refused.words());
      return Optional.empty();
    } catch (IOException unreadable) {
      verdicts.unreadable(RECORD, "" + of, unreadable);
      return Optional.empty();
    }
    if (record.modSum(of).isEmpty()) {
      verdicts.refuse(RECORD, "" + of, "record %d has no line for it".formatted(record.id()));
      return Optional.empty();
    }
    trial.pass(RECORD, "%s is record %d of the tree".formatted(of, record.id()));
    return Optional.of(record);
  }

  private boolean merge(String note, String of) throws InterruptedException {
    HeadMemory.Seen seen;
    try {
      seen = HeadMemory.Seen.open(note, key, now);
    } catch (Refused refused) {
      verdicts.refuse(NOTE, of, "reading tree note: " + refused.words() + "\nnote:\n" + note);
      return false;
    }
    boolean latest = of.equals(SumDbVerdicts.LATEST);
    if (latest) {
      trial.pass(NOTE, "signed by " + key.name());
    }
    boolean compared = timeline.newest() != null;
    Timeline.Fit fit;
    try {
      fit = timeline.merge(seen);
    } catch (Refused refused) {
      verdicts.refuse(
          TREE, of, "checking tree#%d: %s".formatted(seen.head().size(), refused.words()));
      return false;
    } catch (IOException unreadable) {
      verdicts.unreadable(TREE, of, unreadable);
      return false;
    }
    return latest ? judgeLatest(fit, seen, compared) : judge(fit, seen, of);
  }

  private boolean judgeLatest(Timeline.Fit fit, HeadMemory.Seen seen, boolean compared) {
    if (fit instanceof Timeline.Fit.Grown(long by)) {
      trial.pass(TREE, "the tiles make up the tree of %d records".formatted(seen.head().size()));
      trial.pass(
          CONSISTENCY,
          compared ? "grown by %d records since the last head".formatted(by) : "first head");
      if (by > 0 || !compared) {
        memory.remember(seen);
      }
      return true;
    }
    if (fit instanceof Timeline.Fit.Older(long by)) {
      String says =
          "the head went back by %d records to %d, on the same timeline"
              .formatted(by, seen.head().size());
      if (direct) {
        trial.fail(
            CONSISTENCY, SumDbVerdicts.LATEST, trial.proved(says, SumDbVerdicts.INVALID), false);
      } else {
        trial.warn(CONSISTENCY, says + "; a cache may keep it");
      }
      return true;
    }
    return judge(fit, seen, SumDbVerdicts.LATEST);
  }

  private boolean judge(Timeline.Fit fit, HeadMemory.Seen seen, String of) {
    return switch (fit) {
      case Timeline.Fit.Grown(long by) -> {
        if (by > 0) {
          memory.remember(seen);
        }
        yield true;
      }
      case Timeline.Fit.Older older -> true;
      case Timeline.Fit.Shrunk(long by, String why) -> {
        verdicts.refuse(
            CONSISTENCY,
            of,
            "the tree shrank by %d records to %d: %s".formatted(by, seen.head().size(), why));
        yield false;
      }
      case Timeline.Fit.Forked forked -> {
        memory.rememberFork(forked.evidence());
        verdicts.refuse(CONSISTENCY, of, forked.evidence());
        yield false;
      }
    };
  }
}
