package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.EnvironmentReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Runs the POSIX collector as its users do, in a home and a working directory of its own. */
final class CollectRun {
  static final Path SCRIPT = Path.of("src/main/resources/collect/collect.sh").toAbsolutePath();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shell shell;
  private final Path home;
  private final Path folder;
  private final Map<String, String> variables = new TreeMap<>();

  CollectRun(Shell shell, Path temporary) {
    this.shell = shell;
    this.home = directory(temporary.resolve("home"));
    this.folder = directory(temporary.resolve("work"));
    variables.put("PATH", shell.path());
    variables.put("HOME", home.toString());
    variables.put("GOPROXY", "off");
    variables.put("GOSUMDB", "off");
  }

  CollectRun with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Path home() {
    return home;
  }

  Path folder() {
    return folder;
  }

  /** Pipes a log into the script. */
  Output pipe(String log) {
    return run(log.getBytes(StandardCharsets.UTF_8), shell.running(SCRIPT.toString()));
  }

  /** Hands the script a log as a file. */
  Output read(Path log) {
    return run(new byte[0], shell.running(SCRIPT.toString(), log.toString()));
  }

  /** Runs the script from another that prepares its surroundings. */
  Output prepared(Path preparation) {
    String[] words =
        Stream.concat(
                Stream.of(preparation.toAbsolutePath().toString()),
                shell.running(SCRIPT.toString()).stream())
            .toArray(String[]::new);
    return run(new byte[0], shell.running(words));
  }

  /** The script itself is what the shell reads, as after {@code curl … |}. */
  Output fromStandardInput() throws IOException {
    return run(Files.readAllBytes(SCRIPT), shell.running());
  }

  private Output run(byte[] input, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    // One thread each, or a small common pool reads errors and never comes to write.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Process process = builder.start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.errorReader().lines()), threads);
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> write(input, process.getOutputStream()), threads);
      byte[] printed = process.getInputStream().readAllBytes();
      writing.join();
      return new Output(utf8(printed), errors.join(), process.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(byte[] input, OutputStream stream) {
    try (stream) {
      new ByteArrayInputStream(input).transferTo(stream);
    } catch (IOException e) {
      assertThat(e)
          .as("only a script that does not read may end first")
          .hasMessageMatching("Broken pipe|Stream closed");
    }
  }

  private static String text(Stream<String> lines) {
    return String.join("\n", lines.toList());
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("the script printed what is not UTF-8", e);
    }
  }

  private static Path directory(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the script printed. */
  record Output(String printed, String errors, int exitCode) {
    JsonNode json() {
      try {
        return JSON.readTree(printed);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + printed, e);
      }
    }

    String log() {
      return json().at("/log").asText();
    }

    JsonNode at(String pointer) {
      return json().at("/environment" + pointer);
    }

    /** The snapshot as the service reads it. */
    Environment environment() {
      Map<?, ?> tree = JSON.convertValue(json().at("/environment"), Map.class);
      Map<String, Object> named = new TreeMap<>();
      tree.forEach((name, value) -> named.put(String.valueOf(name), value));
      EnvironmentReader.Result result = EnvironmentReader.read(named);
      assertThat(result).as(printed).isInstanceOf(EnvironmentReader.Result.Read.class);
      return ((EnvironmentReader.Result.Read) result).environment();
    }
  }
}
