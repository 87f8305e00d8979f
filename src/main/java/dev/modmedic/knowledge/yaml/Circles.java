package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds causes that explain themselves through others: both would sink. */
final class Circles {
  private final Map<String, Cause> byCode = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> path = new ArrayList<>();
  private final Map<String, String> circles = new LinkedHashMap<>();

  private Circles() {}

  /** A description of each circle by the file of a cause in it; empty when there is none. */
  static Map<String, String> in(Map<String, Cause> causes) {
    Circles search = new Circles();
    causes.forEach((file, cause) -> {
      search.byCode.put(cause.code(), cause);
      search.files.put(cause.code(), file);
    });
    causes.values().forEach(cause -> search.visit(cause.code()));
    return search.circles;
  }

  private void visit(String code) {
    int at = path.indexOf(code);
    if (at >= 0) {
      String circle = String.join(" > ", path.subList(at, path.size())) + " > " + code;
      circles.putIfAbsent(
          files.getOrDefault(code, code), "\"explains\" runs in a circle: " + circle);
      return;
    }
    Cause cause = byCode.get(code);
    if (cause == null || !done.add(code)) {
      return;
    }
    path.add(code);
    cause.explains().forEach(this::visit);
    path.removeLast();
  }
}
