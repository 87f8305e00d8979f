package dev.modmedic.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A ModMedic process of its own, whose lines are printed behind its name. */
final class Child implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final String name;
  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private String address = "";

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread.ofVirtual().start(this::follow);
  }

  static Child start(String name, String mode, Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "@src/main/jvm.options",
                "-Dmodmedic.stop-with-parent=true",
                "-classpath",
                classPath(),
                "dev.modmedic.Application",
                mode));
    builder.environment().keySet().removeIf(setting -> setting.startsWith("MODMEDIC_"));
    builder.environment().putAll(settings);
    return new Child(name, builder.redirectErrorStream(true).start());
  }

  /** Without the tests, which have other log settings. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(Predicate.not(path -> path.endsWith("test-classes")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void follow() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The time is the same on this terminal.
        String words = line.replaceFirst("^\\S+ INFO +", "");
        System.out.printf("%10s | %s%n", name, words);
        int at = words.indexOf(" at http");
        address = at > 0 && address.isEmpty() ? words.substring(at + 4) : address;
        if (words.startsWith("ready in ")) {
          ready.complete(address);
        }
      }
    } catch (IOException e) {
      // Its end, which is told below.
    }
    ready.completeExceptionally(new IllegalStateException(name + " ended"));
  }

  /** The address that it printed, once it is ready. */
  String awaitReady() throws Exception {
    return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
