package dev.modmedic.history.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.util.UUID;

/** Reads the id in a path. */
final class DiagnosisId {
  private DiagnosisId() {}

  static UUID parse(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      if (uuid.toString().equalsIgnoreCase(id)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for the short forms that Java reads as well
    }
    throw ProblemException.of(ProblemType.INVALID_PARAMETER, "id", "is not a UUID");
  }

  static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_DIAGNOSIS, ProblemType.UNKNOWN_DIAGNOSIS.advice());
  }
}
