package dev.modmedic.lab;

import dev.modmedic.go.RealGo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs scenarios on real go commands and writes down what a client would send of them. */
final class Laboratory implements AutoCloseable {
  /** What a snapshot tells of {@code go env}; the rest is about compilers. */
  private static final Set<String> TOLD =
      Set.of(
          "CGO_ENABLED",
          "GO111MODULE",
          "GOARCH",
          "GOAUTH",
          "GOCACHE",
          "GOENV",
          "GOFLAGS",
          "GOHOSTOS",
          "GOINSECURE",
          "GOMOD",
          "GOMODCACHE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOOS",
          "GOPATH",
          "GOPRIVATE",
          "GOPROXY",
          "GOROOT",
          "GOSUMDB",
          "GOTOOLCHAIN",
          "GOVCS",
          "GOVERSION",
          "GOWORK");

  private final Path folder;
  private final Path cache;
  private final LabServers servers;
  private final MachineWords machineWords;

  Laboratory(Path folder) throws Exception {
    this.folder = folder;
    this.servers = new LabServers(Files.createDirectories(folder.resolve("servers")));
    this.cache = folder.resolve("cache");
    this.machineWords = new MachineWords(servers.words(), cache);
  }

  Recording run(LabScenario scenario, RealGo go) throws IOException, InterruptedException {
    Path root = folder.resolve(scenario.name() + "-" + go);
    Path home = Files.createDirectories(root.resolve("home"));
    Path project = Files.createDirectories(root.resolve("project"));
    for (var file : scenario.files().entrySet()) {
      write(home, project, file.getKey(), filled(file.getValue(), root));
    }
    Map<String, String> settings = settings(scenario, root, home);
    Path at = project.resolve(scenario.folder());
    RealGo.Run run = go.run(home, at, settings, scenario.run());
    Map<String, String> told = machineWords.neutral(settings, root);
    return new Recording(
        scenario.name(),
        go.release().toString(),
        scenario.expected(),
        "go " + String.join(" ", scenario.run()),
        run.exit(),
        machineWords.neutral(run.stdout() + run.stderr(), root),
        environment(go, home, at, settings, told, root));
  }

  private Map<String, Object> environment(
      RealGo go,
      Path home,
      Path at,
      Map<String, String> settings,
      Map<String, String> told,
      Path root)
      throws IOException, InterruptedException {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("goVersion", "go" + go.release());
    environment.put("os", "linux");
    environment.put("arch", "amd64");
    RealGo.Run printed = go.run(home, at, settings, List.of("env", "-json"));
    if (printed.exit() == 0) {
      Map<String, String> goEnv = new TreeMap<>(Recording.readTexts(printed.stdout()));
      goEnv.keySet().retainAll(TOLD);
      environment.put("goEnv", machineWords.neutral(goEnv, root));
    }
    environment.put("env", told);
    if (Files.isRegularFile(at.resolve("go.mod"))) {
      environment.put("goMod", Files.readString(at.resolve("go.mod")));
    }
    return environment;
  }

  private Map<String, String> settings(LabScenario scenario, Path root, Path home)
      throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("HOME", home.toString());
    settings.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    settings.put("GOPATH", home.resolve("go").toString());
    // One for all, because go makes 256 folders in each.
    settings.put("GOCACHE", cache.toString());
    settings.put("GOPROXY", filled("http://{plain}/ok", root));
    settings.put("GONOSUMDB", "example.com");
    // Whoever deletes the folder afterwards need not be root.
    settings.put("GOFLAGS", "-modcacherw");
    for (var setting : scenario.env().entrySet()) {
      settings.put(setting.getKey(), filled(setting.getValue(), root));
    }
    return settings;
  }

  private static void write(Path home, Path project, String name, String text) throws IOException {
    Path file = name.startsWith("~/") ? home.resolve(name.substring(2)) : project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** {@code text} with the lab's words filled in. */
  private String filled(String text, Path root) throws IOException {
    String filled = text.replace("{home}", root.resolve("home").toString());
    if (filled.contains("{only-git}")) {
      filled = filled.replace("{only-git}", onlyGit(root).toString());
    }
    for (var word : servers.words().entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  /** A folder for PATH in which git is the only program. */
  private static Path onlyGit(Path root) throws IOException {
    Path programs = Files.createDirectories(root.resolve("home/bin"));
    Path program = programs.resolve("git");
    if (!Files.exists(program)) {
      for (String entry : System.getenv().getOrDefault("PATH", "/usr/bin").split(":")) {
        Path git = Path.of(entry, "git");
        if (Files.isExecutable(git) && !Files.exists(program)) {
          Files.writeString(program, "#!/bin/sh\nexec %s \"$@\"\n".formatted(git));
          Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
    return programs;
  }

  @Override
  public void close() throws Exception {
    servers.close();
  }
}
