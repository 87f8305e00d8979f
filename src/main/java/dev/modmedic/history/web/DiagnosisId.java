package dev.modmedic.history.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import java.util.UUID;

/** Reads the id in a path. */
final class DiagnosisId {
  private DiagnosisId() {}

  static UUID parse(String id) {
    return Query.pathId(id, ProblemType.UNKNOWN_DIAGNOSIS);
  }

  static ProblemException unknown() {
    return ProblemException.unknown(ProblemType.UNKNOWN_DIAGNOSIS);
  }
}
