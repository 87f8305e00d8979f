package dev.modmedic.region;

import dev.modmedic.region.RunAccounts.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds the runs that never happened and records them as missed. */
public final class MissedRuns {
  /** Of one assignment at a time; a longer gap takes several looks. */
  private static final int MOST_RUNS = 500;

  private static final int MOST_ASSIGNMENTS = 200;

  /** How long somebody who asked for a run waits for it. */
  private static final Duration REQUESTED = Duration.ofMinutes(10);

  private final RunAccounts accounts;
  private final Patience patience;
  private final Clock clock;

  public MissedRuns(RunAccounts accounts, Patience patience, Clock clock) {
    this.accounts = accounts;
    this.patience = patience;
    this.clock = clock;
  }

  /** Looks once; returns how many were recorded. */
  public int look(String workspace) {
    Instant now = clock.instant();
    int missed = accounts.giveUpRequested(workspace, now.minus(REQUESTED), now);
    List<Look> looks =
        accounts.open(workspace, now.minus(patience.least()), now).stream()
            .map(account -> Look.at(account, now.minus(patience.with(account))))
            .filter(look -> !look.due.isEmpty() || look.isLast())
            .toList();
    for (int from = 0; from < looks.size(); from += MOST_ASSIGNMENTS) {
      missed +=
          record(
              workspace, looks.subList(from, Math.min(looks.size(), from + MOST_ASSIGNMENTS)), now);
    }
    return missed;
  }

  private int record(String workspace, List<Look> looks, Instant now) {
    List<RunKey> due = new ArrayList<>();
    Map<UUID, Instant> until = new HashMap<>();
    looks.forEach(look -> {
      due.addAll(look.due);
      until.put(look.account.origin().assignment(), look.until);
    });
    Set<RunKey> settled = accounts.settled(workspace, due);
    List<RunKey> missed = due.stream().filter(run -> !settled.contains(run)).toList();
    accounts.record(workspace, missed, until, now);
    return missed.size();
  }

  /** The runs of one assignment that should have a result by now, and until when they are all. */
  private record Look(Account account, List<RunKey> due, Instant until) {
    static Look at(Account account, Instant horizon) {
      Instant ended = account.origin().endedAt();
      Instant end = ended != null && ended.isBefore(horizon) ? ended : horizon;
      List<RunKey> due =
          account.origin().schedule().between(account.until(), end, MOST_RUNS).stream()
              .map(at -> new RunKey(account.origin().assignment(), at))
              .toList();
      return new Look(account, due, due.size() == MOST_RUNS ? due.getLast().due() : end);
    }

    /** Whether nothing can come behind it. */
    boolean isLast() {
      return until.equals(account.origin().endedAt());
    }
  }
}
