package dev.modmedic.region;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads what is assigned. */
public interface AssignmentStore {
  /**
   * What the probers of one region do, for itself and for the egress regions that go via it.
   *
   * @param version text that differs after every change of it
   */
  record Agenda(String version, List<Assignment> assignments) {
    public Agenda {
      assignments = List.copyOf(assignments);
    }
  }

  /** The version alone, which is cheap to ask for. */
  String version(String workspace, String region);

  /** Those in force, in one consistent state. */
  Agenda inForce(String workspace, String region);

  /** What is known of assignments, ended ones too; unknown ids are left out. */
  List<Origin> origins(String workspace, Set<UUID> assignments);

  /** Assignments by id, ended ones too; unknown ids are left out. */
  List<Assignment> find(String workspace, Collection<UUID> assignments);
}
