package dev.modmedic.go;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random lists, answers and settings; the same for the same seed. */
final class GeneratedScenarios {
  private static final List<String> ANSWERS =
      List.of(
          "ok", "ok", "ok", "ok", "404", "404", "404", "410", "500", "403", "429", "502", "drop");
  private static final List<String> PRIVACY =
      List.of(
          "",
          "",
          "",
          "",
          "GOPRIVATE=%M",
          "GONOPROXY=%M",
          "GONOPROXY=other.invalid",
          "GONOSUMDB=%M",
          "GOPRIVATE=*.invalid");
  private static final List<String> DATABASES = List.of("off", "off", "%KEY", "%KEY", "%KEY %SUM");

  private final Random random;

  GeneratedScenarios(long seed) {
    random = new Random(seed);
  }

  Stream<Scenario> take(int count, int firstId) {
    return IntStream.range(firstId, firstId + count).mapToObj(this::next);
  }

  private Scenario next(int id) {
    var settings = new LinkedHashMap<String, String>();
    var script = new LinkedHashMap<String, String>();
    settings.put("GOSUMDB", pick(DATABASES));
    String privacy = pick(PRIVACY);
    if (!privacy.isEmpty()) {
      settings.put(privacy.split("=")[0], privacy.split("=")[1]);
    }
    if (random.nextInt(3) == 0) {
      discovery(settings, script);
    }
    for (String entry : List.of("A", "B", "C")) {
      answers(entry, script);
    }
    if (random.nextInt(3) == 0) {
      script.put("sum.lookup", pick(List.of("404", "500", "drop", "other", "zip")));
    }
    String list = list();
    String query = pick(List.of("v1.0.0", "v1.0.0", "v1.0.0", "v1.0.0", "latest", "v1", "main"));
    if (Math.floorMod(id, 3) > 0) {
      List.of("A", "B", "C", "D").forEach(entry -> script.put(entry + ".versions", "v1.0.0"));
    }
    return new Scenario(id, "generated " + list, list, settings, script, "", "m@" + query, "ok");
  }

  private void discovery(Map<String, String> settings, Map<String, String> script) {
    settings.put("GOINSECURE", "%M");
    script.put("discovery", pick(List.of("ok", "ok", "404", "500", "drop")));
    if (random.nextInt(3) > 0) {
      script.put("found", pick(List.of("mod", "mod", "mod", "git")));
      script.put("git", pick(List.of("404", "500")));
      answers("D", script);
    }
  }

  private void answers(String entry, Map<String, String> script) {
    script.put(entry, pick(ANSWERS));
    for (String kind : List.of("info", "mod", "zip", "supported", "list", "latest")) {
      if (random.nextInt(3) == 0) {
        script.put(entry + "." + kind, pick(ANSWERS));
      }
    }
    if (random.nextInt(12) == 0) {
      script.put(entry + ".info", pick(List.of("html", "other", "cut")));
    }
    if (random.nextInt(10) == 0) {
      script.put(entry + ".zip", pick(List.of("html", "other", "cut")));
    }
  }

  private String list() {
    var list = new StringBuilder();
    List<String> entries = List.of("A", "B", "C").subList(0, 1 + random.nextInt(3));
    for (String entry : entries) {
      list.append(list.isEmpty() ? "" : pick(List.of(",", ",", "|", ",,", "|,"))).append(entry);
    }
    String end = pick(List.of("", "", ",direct", "|direct", ",off", "|off", ",", "|"));
    return random.nextInt(15) == 0 ? pick(List.of("off", "direct", "direct,A")) : list + end;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
