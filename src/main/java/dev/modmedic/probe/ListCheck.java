package dev.modmedic.probe;

import dev.modmedic.go.ModulePath;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Refused;
import dev.modmedic.go.Version;
import dev.modmedic.go.VersionList;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a module's version list and holds it against what it was, and against the files. */
final class ListCheck {
  static final String LIST = "goproxy.list";
  static final String LATEST = "goproxy.latest";

  private static final String BAD = "goproxy.bad-response";

  private final ProxyClient client;
  private final Trial trial;
  private final ProbeMemory memory;
  private final String region;

  ListCheck(ProxyClient client, Trial trial, ProbeMemory memory, String region) {
    this.client = client;
    this.trial = trial;
    this.memory = memory;
    this.region = region;
  }

  /** Asks for the list; nothing else is asked here. */
  Optional<VersionList> list(ModuleVersion canary) throws InterruptedException {
    ModulePath path = canary.path();
    Heard<String> heard = client.text(client.address().list(path));
    Optional<String> body = client.content(LIST, "" + path, heard);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    VersionList list = VersionList.parse(body.get());
    String type = type(heard);
    boolean nothingValid = list.versions().isEmpty() && list.pseudoVersions().isEmpty();
    if (type.contains("html") || (nothingValid && !list.invalid().isEmpty())) {
      client.refuse(
          LIST, "" + path, "no list of versions but \"%s\"".formatted(beginning(body.get())), BAD);
      return Optional.empty();
    }
    remarks(canary, list);
    String typed = type.startsWith("text/plain") ? "" : ", sent as \"" + type + "\"";
    trial.pass(LIST, "%s: %d versions%s".formatted(path, list.versions().size(), typed));
    return Optional.of(list);
  }

  private static String type(Heard<String> heard) {
    return heard instanceof Heard.Content<String>(String body, Exchange.Answered<String> answer)
        ? String.join(", ", answer.headers().getOrDefault("content-type", List.of()))
        : "";
  }

  private static String beginning(String body) {
    String line = GoWords.inOneLine(body);
    return line.length() <= 60 ? line : line.substring(0, 60);
  }

  private void remarks(ModuleVersion canary, VersionList list) {
    ModulePath path = canary.path();
    if (!list.pseudoVersions().isEmpty()) {
      trial.warn(LIST, "%s: pseudo-versions %s".formatted(path, list.pseudoVersions()));
    }
    if (!list.invalid().isEmpty()) {
      trial.warn(LIST, "%s: no versions: %s".formatted(path, list.invalid()));
    }
    if (canary.version().asPseudo().isEmpty() && !list.versions().contains(canary.version())) {
      trial.warn(LIST, "%s is not listed".formatted(canary));
    }
    String key = "goproxy-list %s %s %s".formatted(client.address().base(), region, path);
    Set<Version> gone = earlier(key);
    gone.removeAll(list.versions());
    if (!gone.isEmpty()) {
      trial.warn(LIST, "%s went backwards: %s were listed before".formatted(path, gone));
    }
    memory.remember(
        key,
        list.versions().stream().map(Version::text).sorted().collect(Collectors.joining("\n")));
  }

  private Set<Version> earlier(String key) {
    var versions = new TreeSet<Version>(Version.PRECEDENCE.thenComparing(Version::text));
    memory
        .recall(key)
        .orElse("")
        .lines()
        .forEach(line -> Version.parse(line).ifPresent(versions::add));
    return versions;
  }

  /** Whether the highest version of the list, which {@code go get} would choose, has an info. */
  void highest(ModuleVersion canary, VersionList list) throws InterruptedException {
    Optional<Version> highest = list.highest();
    if (highest.isEmpty() || highest.get().equals(canary.version())) {
      return;
    }
    String about = canary.path() + "@" + highest.get();
    Heard<String> heard = client.info(canary.path(), highest.get());
    if (heard instanceof Heard.Missing<String> missing && !client.isCold()) {
      trial.warn(LIST, about + " is listed, and its info is not stored there");
      return;
    }
    Optional<String> body = client.content(LIST, about, heard);
    if (body.isPresent()) {
      try {
        client.parse(body.get()).checkIs(highest.get());
      } catch (Refused refused) {
        client.refuse(LIST, about, refused.words(), BAD);
      }
    }
  }

  /** What {@code go} asks where a list says nothing; proxies need not have it. */
  void latest(ModulePath path) throws InterruptedException {
    Heard<String> heard = client.text(client.address().latest(path));
    if (heard instanceof Heard.Missing<String>(URI asked, Exchange.Answered<String> answer)) {
      SoftFailure soft = SoftFailure.of(answer, client.isCold());
      if (soft.kind() == SoftFailure.Kind.OUTAGE) {
        trial.warn(LATEST, path + ": " + soft.says());
      } else {
        trial.pass(LATEST, path + ": not offered");
      }
      return;
    }
    Optional<String> body = client.content(LATEST, "" + path, heard);
    if (body.isEmpty()) {
      return;
    }
    try {
      String version = client.parse(body.get()).version();
      if (Version.isValid(version)) {
        trial.pass(LATEST, path + "@" + version);
      } else {
        client.refuse(LATEST, "" + path, "invalid version \"" + version + "\"", BAD);
      }
    } catch (Refused refused) {
      client.refuse(LATEST, "" + path, refused.words(), BAD);
    }
  }
}
