package dev.modmedic.wiring;

import dev.modmedic.region.AgentEvent;
import dev.modmedic.region.AgentEvent.Active;
import dev.modmedic.region.AgentEvent.Disconnected;
import dev.modmedic.region.AgentEvent.Offline;
import dev.modmedic.region.AgentEvent.Online;
import dev.modmedic.region.AgentEvent.ProbeBroken;
import dev.modmedic.region.AgentEvent.Reassigned;
import dev.modmedic.region.AgentEvent.Reconnected;
import dev.modmedic.region.AgentEvent.ResultsDropped;
import dev.modmedic.region.AgentEvent.ResultsRefused;
import dev.modmedic.region.AgentEvent.RunsSkipped;
import dev.modmedic.region.AgentEvent.Standby;
import dev.modmedic.region.AgentEvent.Stumbled;
import dev.modmedic.region.AgentEvent.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an agent's operator what changes, in one line each. What can happen with every probe is
 * told at once and then summed up, at most once in a minute.
 */
final class AgentLog implements Consumer<AgentEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLog.class);
  private static final Duration REST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Tally> tallies = new HashMap<>();

  AgentLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void accept(AgentEvent event) {
    switch (event) {
      case Disconnected(String why) -> LOG.warn("disconnected, going on: {}", why);
      case Waiting(String why) ->
          LOG.warn("waiting for the server, nothing it assigned earlier holds still: {}", why);
      case Reconnected(long spooled) -> LOG.info("reconnected, {} results wait", spooled);
      case Offline() -> LOG.warn("offline: no reference can be reached, failures are not counted");
      case Online() -> LOG.info("online again");
      case Active(int assignments) -> LOG.info("active: probing {} assignments", assignments);
      case Standby() -> LOG.info("standing by: another agent probes, or nothing is assigned");
      case Reassigned(int assignments) -> LOG.info("now probing {} assignments", assignments);
      case RunsSkipped(int count) ->
          sum(
              "runs could not start in time, the machine or MODMEDIC_AGENT_CONCURRENCY is too"
                  + " small",
              count);
      case ProbeBroken(var assignment, var fault) ->
          sum(
              "probes came to nothing, %s of %s: %s"
                  .formatted(assignment.kind().word(), assignment.target().name(), fault),
              1);
      case ResultsRefused(int count, String reason) ->
          sum("results were refused by the server: " + reason, count);
      case ResultsDropped(int count) -> sum("results found no room in the spool", count);
      case Stumbled(RuntimeException fault) -> LOG.error("an error of ModMedic's own", fault);
    }
  }

  /** How much was not told yet, and when something was. */
  private record Tally(long untold, Instant toldAt) {}

  private void sum(String what, long count) {
    long tell = untold(what, count);
    if (tell > 0) {
      LOG.warn("{} {}", tell, what);
    }
  }

  private synchronized long untold(String what, long count) {
    Instant now = clock.instant();
    Tally tally = tallies.getOrDefault(what, new Tally(0, Instant.EPOCH));
    long sum = tally.untold() + count;
    boolean rested = !now.isBefore(tally.toldAt().plus(REST));
    if (tallies.size() > 1_000) {
      tallies.clear(); // many different words; they are told once more
    }
    tallies.put(what, rested ? new Tally(0, now) : new Tally(sum, tally.toldAt()));
    return rested ? sum : 0;
  }
}
