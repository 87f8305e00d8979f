package dev.modmedic.lab;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Replaces what differs from machine to machine and from run to run in what go printed. */
final class MachineWords {
  /** Times, process numbers and ports that the system picked. */
  private static final Map<Pattern, String> CHANGING =
      Map.of(
          Pattern.compile("current time \\S+"), "current time 2026-11-21T10:00:00Z",
          Pattern.compile("/tmp/go-build\\d+"), "/tmp/go-build1",
          Pattern.compile("(?<=[ =])[\\d.]+:\\d+->"), "10.0.0.7:50000->",
          Pattern.compile("(?<=after )\\d+ ms"), "0 ms",
          Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+:53\\b"), "192.0.2.53:53");

  /** A well-formed key of nobody's, for the lab's own that is new in every run. */
  private static final String SUMDB_KEY =
      "sum.example.org+1ea5f204+AaURRtOAd/+ZLrqEzx1emySQc1A+t0hoaZAWFTsDGjj3";

  private final Map<String, String> addresses = new LinkedHashMap<>();

  /**
   * @param words the lab's addresses and keys by name; in the order of the names they get fixed
   *     ports
   */
  MachineWords(Map<String, String> words, Path cache) {
    addresses.put(cache.toString(), "/home/dev/.cache/go-build");
    String forge = "http://" + words.getOrDefault("plain", "");
    addresses.put(forge + "/git/", "https://github.com/");
    addresses.put(forge + "/git-login/", "https://github.com/");
    addresses.put(forge + "/500/", "https://github.com/");
    addresses.put(words.getOrDefault("sumdb-key", ""), SUMDB_KEY);
    int port = 8080;
    for (var word : new TreeMap<>(words).entrySet()) {
      boolean address = word.getValue().startsWith("127.0.0.1:");
      addresses.putIfAbsent(word.getValue(), address ? "127.0.0.1:" + port++ : word.getKey());
    }
  }

  String neutral(String text, Path root) {
    String neutral =
        text.replace(root.resolve("project").toString(), "/home/dev/project")
            .replace(root.resolve("home").toString(), "/home/dev")
            .replace(System.getenv().getOrDefault("PATH", "/usr/bin:/bin"), "/usr/bin:/bin");
    for (var address : addresses.entrySet()) {
      neutral = neutral.replace(address.getKey(), address.getValue());
    }
    for (var changing : CHANGING.entrySet()) {
      neutral = changing.getKey().matcher(neutral).replaceAll(changing.getValue());
    }
    return neutral;
  }

  Map<String, String> neutral(Map<String, String> texts, Path root) {
    Map<String, String> neutral = new TreeMap<>();
    texts.forEach((name, value) -> neutral.put(name, neutral(value, root)));
    return neutral;
  }
}
