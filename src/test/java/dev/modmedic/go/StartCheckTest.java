package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what stops a command at its start against every go that is installed. */
class StartCheckTest {
  private static final String MODULE = "example.com/x";

  /** Settings, and the go line of go.mod behind a bar. */
  private static final List<String> CASES =
      List.of(
          "GOFLAGS=mod=vendor|1.19",
          "GOFLAGS=-mod=vendor|1.19",
          "GOFLAGS=-foo|1.19",
          "GOFLAGS=--foo=x bar|1.19",
          "GOFLAGS=bar -foo|1.19",
          "GOFLAGS=-test.v -trimpath|1.19",
          "GOFLAGS=-fullpath|1.19",
          "GOFLAGS='-ldflags=-s -w'|1.19",
          "GOFLAGS='-v|1.19",
          "GOFLAGS=\"-v\"x|1.19",
          "GOFLAGS=''|1.19",
          "GOFLAGS=-modfile=x|1.19",
          "GOFLAGS=-modfile=|1.19",
          "GO111MODULE=yes|1.19",
          "GO111MODULE=ON|1.19",
          "GO111MODULE=auto|1.19",
          "GO111MODULE=off|1.19",
          "GOFLAGS=-foo;GO111MODULE=yes|1.19",
          "GO111MODULE=yes;GOPROXY=,|1.19",
          "GO111MODULE=yes|1.99",
          "GODEBUG=cmdgonetlimit=0|1.19",
          "GODEBUG=cmdgonetlimit=1,cmdgonetlimit=0|1.19",
          "GODEBUG=cmdgonetlimit=0,cmdgonetlimit=1|1.19",
          "GODEBUG=cmdgonetlimit=0;GOPROXY=,|1.19",
          "GODEBUG=cmdgonetlimit=0;GOPROXY=off|1.19",
          "GOTOOLCHAIN=1.23.0|1.19",
          "GOTOOLCHAIN=foo;GOFLAGS=-foo|1.19",
          "GOTOOLCHAIN=1.23+auto|1.19",
          "GOTOOLCHAIN=local|1.99",
          "GOTOOLCHAIN=local;GOFLAGS=-foo|1.99",
          "GOTOOLCHAIN=local|1.19");

  @TempDir Path folder;

  @Test
  void everyInstalledGoStopsWithTheSameWords() throws IOException, InterruptedException {
    List<RealGo> installed = RealGo.installed();
    assumeThat(installed).as("go commands").isNotEmpty();

    for (RealGo go : installed) {
      for (String one : CASES) {
        Map<String, String> settings = settings(one);
        String line = one.substring(one.indexOf('|') + 1);
        String expected = expected(settings, go.release(), line);
        String said = run(go, settings, line);
        if (expected.isEmpty()) {
          assertThat(said)
              .as("%s with %s", go.release(), one)
              .doesNotContain("parsing $GOFLAGS", "unknown environment", "network disabled")
              .doesNotContain("requires go >=", "invalid GOTOOLCHAIN", "does not have .mod");
        } else {
          assertThat(said).as("%s with %s", go.release(), one).contains(expected);
        }
      }
    }
  }

  private static Map<String, String> settings(String one) {
    Map<String, String> settings =
        new HashMap<>(Map.of("GOPROXY", "http://127.0.0.1:1", "GOTOOLCHAIN", "local"));
    Stream.of(one.substring(0, one.indexOf('|')).split(";"))
        .forEach(each -> {
          int sign = each.indexOf('=');
          settings.put(each.substring(0, sign), each.substring(sign + 1));
        });
    return settings;
  }

  private static String expected(Map<String, String> settings, GoRelease release, String line) {
    GoEnv env = new GoEnv(Map.of(), settings, release);
    String start =
        StartCheck.problem(env, release, GoMod.parse("module example.com/m\ngo " + line + "\n"));
    if (!start.isEmpty()) {
      return start;
    }
    ResolutionPlan plan =
        ResolutionPlan.of(FetchSettings.of(env, release), MODULE, "v1.0.0", false);
    return plan.problem().isEmpty() ? NetworkCheck.problem(env, release, plan) : plan.problem();
  }

  private String run(RealGo go, Map<String, String> settings, String line)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("go.mod"), "module example.com/m\n\ngo " + line + "\n");
    ProcessBuilder command =
        new ProcessBuilder(go.binary().toString(), "mod", "download", MODULE + "@v1.0.0")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    command.environment().clear();
    command.environment().putAll(settings);
    command.environment().put("HOME", folder.toString());
    command.environment().put("GOPATH", folder.resolve("path").toString());
    command.environment().put("PATH", System.getenv("PATH"));
    Process process = command.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
