package dev.modmedic.go;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One set of settings and one script of answers, for the model and the real go alike.
 *
 * @param settings go variables; a name that begins with {@code -w:} goes to the user's file
 * @param script what {@code A}, {@code A.info}, {@code found} and so on answer
 * @param since the first release it applies to
 * @param asked {@code path@query} below the scenario's own host, or {@code toolchain}
 * @param reported what go is known to report, {@code ok} for success, empty if not known
 */
record Scenario(
    int id,
    String name,
    String goproxy,
    Map<String, String> settings,
    Map<String, String> script,
    String since,
    String asked,
    String reported) {

  static Scenario ofRow(int id, String row) {
    String[] cells = Arrays.copyOf(row.split("\t", -1), 7);
    return new Scenario(
        id,
        cells[0],
        cells[1],
        pairs(settings(cells[2])),
        pairs(Arrays.stream(cells[3].split(" "))),
        cells[4],
        cells[5],
        cells[6]);
  }

  /** A word without an equals sign belongs to the value before it. */
  private static Stream<String> settings(String cell) {
    return Arrays.stream(cell.split(" (?=[-\\w:]+=)"));
  }

  private static Map<String, String> pairs(Stream<String> words) {
    var pairs = new LinkedHashMap<String, String>();
    words
        .filter(word -> word.contains("="))
        .forEach(word -> pairs.put(word.split("=", 2)[0], word.split("=", 2)[1]));
    return pairs;
  }

  boolean isToolchain() {
    return asked.equals("toolchain");
  }

  String host() {
    return "s" + id + ".invalid";
  }

  String module() {
    return isToolchain() ? ResolutionPlan.TOOLCHAIN : host() + "/" + asked.split("@", 2)[0];
  }

  String query() {
    return isToolchain() ? "v0.0.1-go1.99.0.linux-amd64" : asked.split("@", 2)[1];
  }

  /** What the server called {@code entry} does with a question of this kind. */
  String answer(String entry, String kind) {
    return script.getOrDefault(entry + "." + kind, script.getOrDefault(entry, "ok"));
  }

  /** Whether "other" makes a wrong answer: a branch may be at any version. */
  boolean lies(String kind) {
    return !kind.equals("info") || Version.isValid(query());
  }

  /** The file that go.sum has another hash of, or an empty text. */
  String contradictedFile() {
    return switch (settings.getOrDefault("-sum:", "")) {
      case "other" -> "mod";
      case "zip" -> "zip";
      default -> "";
    };
  }

  boolean isInGoSum() {
    return settings.containsKey("-sum:");
  }

  List<Version> versions(String entry) {
    return Arrays.stream(script.getOrDefault(entry + ".versions", "").split(";"))
        .flatMap(text -> Version.parse(text).stream())
        .toList();
  }

  boolean appliesTo(GoRelease release) {
    return since.isEmpty() || release.compareTo(GoRelease.parseExact(since).orElseThrow()) >= 0;
  }
}
