package dev.modmedic.lab;

import dev.modmedic.go.RealGo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project that can be made anew, a home with go's settings, and a shell to run remedies in. */
final class RemedyBench {
  /** Nobody's user id, for what root is never denied. */
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private final RemedyProof proof;
  private final RealGo go;
  private final Map<String, String> words;
  private final Path root;
  private final Path home;
  private final Path project;

  RemedyBench(RemedyProof proof, RealGo go, Map<String, String> words, Path folder)
      throws IOException {
    this.proof = proof;
    this.go = go;
    this.root = folder.resolve(proof.scenario().name() + "-" + go);
    this.home = root.resolve("home");
    this.project = root.resolve("project");
    this.words = new LinkedHashMap<>(words);
    this.words.put("home", home.toString());
    for (LabModule module : LabModule.all()) {
      this.words.put("sums:" + module.path() + "@" + module.version(), module.sums());
    }
  }

  /** What a command printed on both streams, in the order in which it came. */
  record Ran(int exit, String output) {}

  /** Makes the project and the home as they were before the failure, with git's record of it. */
  void prepare() throws IOException, InterruptedException {
    deleted(root);
    write(proof.scenario().files());
    Files.createDirectories(root.resolve("tmp"));
    var lines = new StringBuilder();
    settings().forEach((name, value) -> lines.append(name + "=" + value + "\n"));
    write(Map.of("~/.config/go/env", lines.toString(), "~/.config/go/telemetry/mode", "off"));
    for (String command :
        List.of(
            "git init -q -b main",
            "git add -A",
            "git -c user.name=lab -c user.email=lab@example.org commit -q --allow-empty -m lab")) {
      Ran ran = shell(project, command, List.of());
      if (ran.exit() != 0) {
        throw new IllegalStateException(command + ": " + ran.output());
      }
    }
    if (proof.asNobody()) {
      opened(root);
      for (String name : proof.closed()) {
        Files.setPosixFilePermissions(
            Files.createDirectories(home.resolve(name)),
            PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
  }

  /** Makes the edits that the remedies leave to the reader. */
  void byHand() throws IOException {
    write(proof.byHand());
  }

  String command() {
    return "go " + String.join(" ", proof.scenario().run());
  }

  Ran original() throws IOException, InterruptedException {
    return run(command());
  }

  /** The command that has to succeed once the cause is gone. */
  String inTheEnd() {
    return proof.then().isEmpty() ? command() : "go " + String.join(" ", proof.then());
  }

  /** Runs commands one after the other in one shell, up to the first that fails. */
  Ran inTurn(List<String> commands) throws IOException, InterruptedException {
    var script = new StringBuilder();
    for (int at = 0; at < commands.size(); at++) {
      script.append(
          "{ %s\n} || { echo 'command %d failed'; exit 1; }\n".formatted(commands.get(at), at + 1));
    }
    return run(script.toString());
  }

  /** What a snapshot would tell of this machine. */
  Map<String, Object> environment() throws IOException, InterruptedException {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("goVersion", "go" + go.release());
    environment.put("os", "linux");
    environment.put("arch", "amd64");
    Ran printed = run("go env -json");
    if (printed.exit() == 0) {
      environment.put("goEnv", Recording.readTexts(printed.output()));
    }
    environment.put("env", variables());
    Path folder = project.resolve(proof.scenario().folder());
    if (Files.isRegularFile(folder.resolve("go.mod"))) {
      environment.put("goMod", Files.readString(folder.resolve("go.mod")));
    }
    return environment;
  }

  private Ran run(String command) throws IOException, InterruptedException {
    return shell(
        project.resolve(proof.scenario().folder()),
        command,
        proof.asNobody() && isRoot() ? AS_NOBODY : List.of());
  }

  private Ran shell(Path folder, String command, List<String> prefix)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of("sh", "-c", command));
    var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("HOME", home.toString());
    variables.put("TMPDIR", root.resolve("tmp").toString());
    variables.put(
        "PATH",
        go.binary().getParent() + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    proof.scenario().env().forEach((name, value) -> variables.put(name, filled(value)));
    return variables;
  }

  /** What {@code go env -w} wrote: a remedy can change it, which it could not with a variable. */
  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    // One for all, because go makes 256 folders in each.
    settings.put("GOCACHE", root.resolveSibling("cache").toString());
    settings.put("GOPROXY", filled("http://{plain}/ok"));
    settings.put("GONOSUMDB", "example.com");
    // Whoever deletes the folder afterwards need not be root.
    settings.put("GOFLAGS", "-modcacherw");
    proof.settings().forEach((name, value) -> settings.put(name, filled(value)));
    return settings;
  }

  private void write(Map<String, String> files) throws IOException {
    Files.createDirectories(project.resolve(proof.scenario().folder()));
    for (var entry : files.entrySet()) {
      String name = entry.getKey();
      Path file = name.startsWith("~/") ? home.resolve(name.substring(2)) : project.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, filled(entry.getValue()));
    }
  }

  private String filled(String text) {
    String filled = text;
    for (var word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void opened(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
    // JUnit's folder is its owner's alone.
    Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static void deleted(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
