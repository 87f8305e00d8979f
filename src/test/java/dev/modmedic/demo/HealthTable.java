package dev.modmedic.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The matrix of {@code GET /v1/health} for a terminal. */
record HealthTable(List<String> regions, JsonNode matrix) {
  private static final String NAME = "%-10s";
  private static final String COLUMN = "%-32s";

  /** Whether every state in it is known. */
  boolean isComplete() {
    for (JsonNode target : matrix.path("targets")) {
      for (JsonNode cell : target.path("regions")) {
        if (cell.path("state").asText().equals("unknown")) {
          return false;
        }
      }
      if (target.path("regions").size() < regions.size()) {
        return false;
      }
    }
    return !matrix.path("targets").isEmpty();
  }

  String text() {
    StringBuilder text = new StringBuilder(NAME.formatted("target"));
    text.append("%-10s".formatted("overall"));
    regions.forEach(region -> text.append(COLUMN.formatted(region)));
    for (JsonNode target : matrix.path("targets")) {
      text.append('\n')
          .append(NAME.formatted(target.path("name").asText()))
          .append("%-10s".formatted(target.path("state").asText()));
      regions.forEach(region -> text.append(COLUMN.formatted(cell(target, region))));
    }
    return text.toString();
  }

  private static String cell(JsonNode target, String region) {
    for (JsonNode cell : target.path("regions")) {
      if (cell.path("region").asText().equals(region)) {
        String cause = cell.path("cause").path("code").asText("");
        return cell.path("state").asText() + (cause.isEmpty() ? "" : ", " + cause);
      }
    }
    return "";
  }
}
