package dev.modmedic.region;

import java.util.Objects;

/** Something that an agent's operator may want to know; never one for each probe. */
public sealed interface AgentEvent {
  /** The server does not answer any more. */
  record Disconnected(String why) implements AgentEvent {}

  /** It does not answer at the start either, and nothing that it assigned earlier holds still. */
  record Waiting(String why) implements AgentEvent {}

  /** The server answers again; so many results wait for it. */
  record Reconnected(long spooled) implements AgentEvent {}

  /** None of the references can be reached from here. */
  record Offline() implements AgentEvent {}

  /** References can be reached again. */
  record Online() implements AgentEvent {}

  /** This agent probes for its region from now on. */
  record Active(int assignments) implements AgentEvent {}

  /** Another agent does, or nobody may. */
  record Standby() implements AgentEvent {}

  /** The assignments changed. */
  record Reassigned(int assignments) implements AgentEvent {}

  /** Runs that could not start in time. */
  record RunsSkipped(int count) implements AgentEvent {}

  /** A probe that ended without a result, by a fault of ours. */
  record ProbeBroken(Assignment assignment, Throwable fault) implements AgentEvent {
    public ProbeBroken {
      Objects.requireNonNull(assignment, "assignment");
      Objects.requireNonNull(fault, "fault");
    }
  }

  /** An error of ours, after which the agent goes on. */
  record Stumbled(RuntimeException fault) implements AgentEvent {
    public Stumbled {
      Objects.requireNonNull(fault, "fault");
    }
  }

  /** Results that the server will never take. */
  record ResultsRefused(int count, String reason) implements AgentEvent {}

  /** Results that found no room in the spool. */
  record ResultsDropped(int count) implements AgentEvent {}
}
