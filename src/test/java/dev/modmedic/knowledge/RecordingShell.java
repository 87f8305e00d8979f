package dev.modmedic.knowledge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs command lines in a real bash that finds no program at all and notes which ones it would have
 * started, word by word.
 */
final class RecordingShell {
  private static final String PRELUDE =
      """
      command_not_found_handle() {
        local words
        printf -v words '%s\\036' "$@"
        printf '%s\\035' "$words" >> "$RECORD"
        [ "$1" = go ] && echo /printed/by/go
        return 0
      }
      exec </dev/null >/dev/null 2>&1
      set -f
      """;

  private final Path folder;

  RecordingShell(Path folder) {
    this.folder = folder;
  }

  /**
   * For each line the commands that it starts, each with its words; sorted, since those of a
   * pipeline start in any order.
   */
  List<List<List<String>>> run(List<String> lines) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder(PRELUDE);
    for (int i = 0; i < lines.size(); i++) {
      Files.writeString(folder.resolve("line" + i), lines.get(i) + "\n");
      script.append("RECORD=\"$PWD/record%d\"; : > \"$RECORD\"; ( . ./line%d )%n".formatted(i, i));
    }
    Files.writeString(folder.resolve("script"), script);
    ProcessBuilder builder = new ProcessBuilder("bash", "--norc", "script");
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", "/nowhere", "HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process bash = builder.start();
    if (!bash.waitFor(120, TimeUnit.SECONDS)) {
      bash.destroyForcibly();
      throw new IllegalStateException("the shell does not end");
    }
    List<List<List<String>>> started = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      started.add(commands(folder.resolve("record" + i)));
    }
    return started;
  }

  private static List<List<String>> commands(Path record) throws IOException {
    String text = Files.readString(record, StandardCharsets.UTF_8);
    List<List<String>> commands = new ArrayList<>();
    for (String command : text.split("\u001D")) {
      if (!command.isEmpty()) {
        commands.add(List.of(command.split("\u001E", -1)));
      }
    }
    commands.sort(Comparator.comparing(List::toString));
    return commands;
  }
}
