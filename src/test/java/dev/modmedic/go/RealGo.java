package dev.modmedic.go;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One go binary on this machine. */
public record RealGo(Path binary, GoRelease release) {
  private static final Pattern JSON_LINE = Pattern.compile("\"(\\w+)\": \"(.*)\"");

  /** What a run printed, and the requests that it says it made. */
  public record Run(int exit, String stdout, String stderr) {
    List<String> requests() {
      return stderr
          .lines()
          .filter(line -> line.matches("# get \\S+"))
          .map(line -> line.substring("# get ".length()))
          .filter(url -> !url.contains("/tile/"))
          .toList();
    }

    String errors() {
      String json =
          stdout
              .replace("\\\"", "\"")
              .replace("\\n", "\n")
              .replace("\\t", "\t")
              .replace("\\u003c", "<")
              .replace("\\u003e", ">")
              .replace("\\u0026", "&");
      return json + stderr.lines().filter(line -> !line.startsWith("# ")).toList();
    }
  }

  /** The binaries named by MODMEDIC_TEST_GO, of Debian's packages and on the PATH, by release. */
  public static List<RealGo> installed() throws IOException, InterruptedException {
    var found = new LinkedHashMap<GoRelease, RealGo>();
    for (Path candidate : candidates()) {
      if (Files.isExecutable(candidate)) {
        Path real = candidate.toRealPath();
        Run version =
            run(
                List.of(real.toString(), "version"),
                Map.of("GOTOOLCHAIN", "local", "HOME", "/nonexistent"),
                Path.of("/"));
        GoRelease.parse(version.stdout())
            .ifPresent(at -> found.putIfAbsent(at, new RealGo(real, at)));
      }
    }
    return found.values().stream()
        .sorted((left, right) -> left.release().compareTo(right.release()))
        .toList();
  }

  private static List<Path> candidates() throws IOException {
    var candidates = new ArrayList<Path>();
    String named = System.getenv().getOrDefault("MODMEDIC_TEST_GO", "");
    Arrays.stream(named.split(":"))
        .filter(p -> !p.isEmpty())
        .map(Path::of)
        .forEach(candidates::add);
    if (Files.isDirectory(Path.of("/usr/lib"))) {
      try (Stream<Path> packages = Files.list(Path.of("/usr/lib"))) {
        packages
            .filter(folder -> folder.getFileName().toString().startsWith("go-"))
            .map(folder -> folder.resolve("bin/go"))
            .forEach(candidates::add);
      }
    }
    String path = System.getenv().getOrDefault("PATH", "");
    Arrays.stream(path.split(":"))
        .filter(p -> !p.isEmpty())
        .map(p -> Path.of(p, "go"))
        .forEach(candidates::add);
    return candidates;
  }

  Run run(Path home, Map<String, String> settings, List<String> arguments)
      throws IOException, InterruptedException {
    return run(home, home, settings, arguments);
  }

  /** Runs in {@code folder}, with nothing in the environment but what is needed and given. */
  public Run run(Path home, Path folder, Map<String, String> settings, List<String> arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(home.resolve(".config/go/telemetry"));
    Files.writeString(home.resolve(".config/go/telemetry/mode"), "off");
    var environment = new LinkedHashMap<String, String>();
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("GOPATH", home.resolve("go").toString());
    environment.put("GOCACHE", home.resolve("cache").toString());
    environment.put("GOFLAGS", "-modcacherw");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.putAll(settings);
    var command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    return run(command, environment, folder);
  }

  /** What {@code go env -json} prints. */
  Map<String, String> environment(Path home, Map<String, String> settings)
      throws IOException, InterruptedException {
    var printed = new LinkedHashMap<String, String>();
    Matcher line = JSON_LINE.matcher(run(home, settings, List.of("env", "-json")).stdout());
    while (line.find()) {
      printed.put(line.group(1), line.group(2));
    }
    return printed;
  }

  private static Run run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path stderr = Files.createTempFile("go", ".stderr");
    try {
      Process process = builder.redirectError(stderr.toFile()).start();
      process.getOutputStream().close();
      String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), stdout, Files.readString(stderr));
    } finally {
      Files.delete(stderr);
    }
  }

  @Override
  public String toString() {
    return "go" + release;
  }
}
