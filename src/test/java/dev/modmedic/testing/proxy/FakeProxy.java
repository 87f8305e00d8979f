package dev.modmedic.testing.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A module proxy in memory: list, info, mod, zip, latest, and a checksum database passed on. */
public final class FakeProxy implements Site {
  private final List<FakeRelease> releases = new ArrayList<>();
  private @Nullable FakeSumDatabase sumDb;

  public FakeProxy(FakeRelease... releases) {
    this.releases.addAll(List.of(releases));
  }

  public synchronized FakeProxy add(FakeRelease release) {
    releases.add(release);
    return this;
  }

  /** Answers below {@code /sumdb/} for this database. */
  public synchronized FakeProxy passingOn(FakeSumDatabase database) {
    sumDb = database;
    return this;
  }

  @Override
  public synchronized Optional<Reply> answer(String path) {
    if (path.startsWith("/sumdb/")) {
      return sumDb(path);
    }
    int at = path.lastIndexOf("/@");
    if (at < 1) {
      return Optional.empty();
    }
    String module = path.substring(1, at);
    List<FakeRelease> versions =
        releases.stream().filter(release -> escaped(release.path()).equals(module)).toList();
    if (versions.isEmpty()) {
      return Optional.of(Reply.text(404, "not found: module " + module + ": no such module"));
    }
    return switch (path.substring(at)) {
      case "/@v/list" ->
          Optional.of(
              Reply.text(
                  200,
                  versions.stream()
                      .map(release -> release.version() + "\n")
                      .collect(Collectors.joining())));
      case "/@latest" -> Optional.of(Reply.json(versions.getLast().info()));
      default -> file(versions, path.substring(at + "/@v/".length()));
    };
  }

  private static Optional<Reply> file(List<FakeRelease> versions, String file) {
    for (FakeRelease release : versions) {
      String version = escaped(release.version());
      if (file.equals(version + ".info")) {
        return Optional.of(Reply.json(release.info()));
      }
      if (file.equals(version + ".mod")) {
        return Optional.of(Reply.text(200, release.goMod()));
      }
      if (file.equals(version + ".zip")) {
        return Optional.of(Reply.bytes(release.zip()).with("Content-Type", "application/zip"));
      }
    }
    return Optional.of(Reply.text(404, "not found: unknown revision"));
  }

  private Optional<Reply> sumDb(String path) {
    FakeSumDatabase database = sumDb;
    if (database == null) {
      return Optional.empty();
    }
    String prefix = "/sumdb/" + database.key().name();
    if (path.equals(prefix + "/supported")) {
      return Optional.of(Reply.text(200, ""));
    }
    return path.startsWith(prefix + "/")
        ? database.answer(path.substring(prefix.length()))
        : Optional.empty();
  }

  /** A path or version as it stands in URLs. */
  static String escaped(String plain) {
    return plain
        .chars()
        .mapToObj(c -> c >= 'A' && c <= 'Z' ? "!" + (char) (c - 'A' + 'a') : "" + (char) c)
        .collect(Collectors.joining());
  }
}
