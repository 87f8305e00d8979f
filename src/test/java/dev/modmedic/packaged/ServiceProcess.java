package dev.modmedic.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as a child process, with what it printed. */
record ServiceProcess(Process process, Path output) implements AutoCloseable {
  /** Much more than anything takes on a busy machine, so that a test fails instead of hanging. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern ADDRESS = Pattern.compile(" at (http://\\S+)");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** Starts it on a free port, unless the settings name one, and does not wait. */
  static ServiceProcess launch(Map<String, String> settings, String... arguments)
      throws IOException {
    Path output = Files.createTempFile("modmedic", ".out");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "@src/main/jvm.options",
                // It lives for seconds, too short for the optimizing compiler to pay.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("modmedic.jar")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MODMEDIC_"));
    builder.environment().put("MODMEDIC_PORT", "0");
    builder.environment().put("MODMEDIC_LOCAL_REFERENCES", "none"); // tests stay on loopback
    builder.environment().putAll(settings);
    return new ServiceProcess(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  static ServiceProcess start(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    ServiceProcess service = launch(settings, arguments);
    service.awaitOutput("ready in ");
    return service;
  }

  /** Waits until it printed this; fails if it ends first. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    long deadline = deadline();
    while (!printed().contains(text)) {
      assertThat(System.nanoTime()).as("%s: %s", text, printed()).isLessThan(deadline);
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended instead of printing \"" + text + "\": " + printed());
      }
    }
  }

  /** Waits until it answers a path with this status. */
  void awaitStatus(String path, int status) throws IOException, InterruptedException {
    long deadline = deadline();
    while (status(path) != status) {
      assertThat(System.nanoTime()).as("%s %d: %s", path, status, printed()).isLessThan(deadline);
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended before " + path + " was " + status + ": " + printed());
      }
    }
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  int status(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  URI address() throws IOException {
    Matcher matcher = ADDRESS.matcher(printed());
    if (!matcher.find()) {
      throw new AssertionError("no address in: " + printed());
    }
    return URI.create(matcher.group(1));
  }

  String printed() throws IOException {
    return Files.readString(output);
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, as an init system does. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Ends it without any chance to tidy up. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    terminate();
    Files.deleteIfExists(output);
  }
}
