package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.ProbeFact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What probes saw, as a JSON tree and back. */
final class StoredProbes {
  private static final String FACTS = "facts";

  private StoredProbes() {}

  static String encode(List<ProbeFact> facts) {
    return StoredJson.encode(Map.of(FACTS, facts.stream().map(StoredProbes::tree).toList()));
  }

  private static Map<String, @Nullable Object> tree(ProbeFact fact) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("host", fact.host());
    tree.put("region", fact.region());
    tree.put("flapping", fact.flapping());
    tree.put("since", fact.since().toString());
    tree.put("cause", fact.cause());
    tree.put("regions", fact.regions());
    return tree;
  }

  static List<ProbeFact> decode(String stored) {
    return new JsonObject(StoredJson.decode(stored)).list(FACTS, StoredProbes::fact);
  }

  private static ProbeFact fact(JsonObject tree) {
    return new ProbeFact(
        tree.text("host"),
        tree.textOrNull("region"),
        tree.flag("flapping"),
        Instant.parse(tree.text("since")),
        tree.textOrNull("cause"),
        tree.texts("regions"));
  }
}
