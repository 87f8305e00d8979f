package dev.modmedic.probe;

import dev.modmedic.testing.proxy.FakeKey;
import dev.modmedic.testing.proxy.FakeProxy;
import dev.modmedic.testing.proxy.FakeRelease;
import dev.modmedic.testing.proxy.FakeServer;
import dev.modmedic.testing.proxy.FakeSumDatabase;
import dev.modmedic.testing.proxy.FakeZip;
import dev.modmedic.testing.proxy.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One way to change a proxy and its checksum database.
 *
 * @param by what go and our probe should make of it
 * @param fresh whether nothing is fetched before, since go would have kept what is changed
 */
record Mutation(String name, By by, boolean fresh, Change change) {
  Mutation(String name, By by, Change change) {
    this(name, by, false, change);
  }

  /** Who refuses it. */
  enum By {
    /** Both take it. */
    NOBODY,
    /** Both refuse it. */
    BOTH,
    /** Go does not look there, or has what we do not have; our probe refuses it. */
    PROBE_ONLY
  }

  /** Makes the change. */
  interface Change {
    void on(World world) throws IOException;
  }

  /** A server with two releases, each in the database; the first is fetched before the change. */
  static final class World implements AutoCloseable {
    final FakeRelease earlier = FakeRelease.of("example.com/earlier", "v1.0.0");
    final FakeRelease release = FakeRelease.of("example.com/Thing", "v1.2.3");
    final FakeKey key = new FakeKey("sum.example.com");
    final FakeSumDatabase database =
        new FakeSumDatabase(key).add(earlier).filledUp(300).add(release).filledUp(20);
    final FakeServer server = new FakeServer(serving(database));

    World() throws IOException {}

    FakeProxy serving(FakeSumDatabase other) {
      return new FakeProxy(earlier, release).passingOn(other);
    }

    String file(String kind) {
      return "/example.com/!thing/@v/v1.2.3." + kind;
    }

    String sumDb(String path) {
      return "/sumdb/sum.example.com" + path;
    }

    /** Changes the signed note wherever it stands. */
    void notes(UnaryOperator<String> change) {
      server.change(path -> path.equals(sumDb("/latest")), good -> with(good, change));
      lookups(text -> {
        int note = text.indexOf("\n\n") + 2;
        return text.substring(0, note) + change.apply(text.substring(note));
      });
    }

    void lookups(UnaryOperator<String> change) {
      server.change(path -> path.startsWith(sumDb("/lookup/")), good -> with(good, change));
    }

    void tiles(String beginning, UnaryOperator<byte[]> change) {
      server.change(
          path -> path.startsWith(sumDb("/tile/8/" + beginning)),
          good -> good.withBody(change.apply(good.body().clone())));
    }

    void zip(byte[] other) {
      server.answer(file("zip"), Reply.bytes(other));
    }

    private static Reply with(Reply good, UnaryOperator<String> change) {
      return good.withBody(change.apply(good.text()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Those of the checksum database. */
  static Stream<Mutation> ofTheDatabase() {
    var all = new ArrayList<Mutation>();
    all.add(new Mutation("nothing", By.NOBODY, world -> {}));
    all.addAll(notes());
    all.addAll(tiles());
    all.addAll(trees());
    all.addAll(records());
    return all.stream();
  }

  private static List<Mutation> notes() {
    var stranger = new FakeKey("stranger.example.com");
    return List.of(
        note("bad signature", By.BOTH, (world, note) -> note.replace("\n322\n", "\n321\n")),
        note("unknown key", By.BOTH, (world, note) -> stranger.note(textOf(note))),
        note(
            "same name, other key",
            By.BOTH,
            (world, note) -> new FakeKey("sum.example.com").note(textOf(note))),
        note(
            "one more signer",
            By.NOBODY,
            (world, note) -> note + stranger.signatureLine(textOf(note))),
        note(
            "a hundred signatures",
            By.NOBODY,
            (world, note) -> note + stranger.signatureLine("x\n").repeat(99)),
        note(
            "a hundred and one",
            By.BOTH,
            (world, note) -> note + stranger.signatureLine("x\n").repeat(100)),
        note("a hyphen for the dash", By.BOTH, (world, note) -> note.replace('\u2014', '-')),
        note("carriage returns", By.BOTH, (world, note) -> note.replace("\n", "\r\n")),
        note("no last newline", By.BOTH, (world, note) -> note.stripTrailing()),
        note(
            "a further line",
            By.NOBODY,
            (world, note) -> world.key.note(textOf(note) + "more to come\n")),
        note(
            "a leading zero",
            By.BOTH,
            (world, note) -> world.key.note(textOf(note).replace("\n322\n", "\n0322\n"))),
        note(
            "another kind of tree",
            By.BOTH,
            (world, note) -> world.key.note(textOf(note).replace("go.sum", "gosum"))),
        note(
            "a signed lie about the hash",
            By.BOTH,
            (world, note) ->
                world.key.note(world.database.head(321).replace("\n321\n", "\n322\n"))));
  }

  private interface NoteChange {
    String of(World world, String note);
  }

  private static Mutation note(String name, By by, NoteChange change) {
    return new Mutation("note: " + name, by, world -> world.notes(note -> change.of(world, note)));
  }

  private static String textOf(String note) {
    return note.substring(0, note.lastIndexOf("\n\n") + 1);
  }

  private static List<Mutation> tiles() {
    return List.of(
        tile("wrong leaf", "0/001", bytes -> flipped(bytes, 45 * 32)),
        tile("wrong parent", "1/000", bytes -> flipped(bytes, 0)),
        tile("truncated", "0/001", bytes -> Arrays.copyOf(bytes, bytes.length - 32)),
        tile("too long", "0/001", bytes -> Arrays.copyOf(bytes, bytes.length + 32)),
        tile("empty", "0/001", bytes -> new byte[0]),
        new Mutation(
            "tile: missing",
            By.BOTH,
            true,
            world ->
                world.server.change(
                    path -> path.startsWith(world.sumDb("/tile/8/0/001")),
                    good -> Reply.NOT_FOUND)),
        new Mutation(
            "tile: partial one gone, full one there",
            By.NOBODY,
            true,
            world -> {
              String head = world.key.note(world.database.head(322));
              world.database.filledUp(300);
              world.notes(note -> head);
              world.server.answer(world.sumDb("/tile/8/0/001.p/66"), Reply.NOT_FOUND);
            }));
  }

  private static Mutation tile(String name, String beginning, UnaryOperator<byte[]> change) {
    return new Mutation("tile: " + name, By.BOTH, true, world -> world.tiles(beginning, change));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  private static List<Mutation> trees() {
    return List.of(
        new Mutation("tree: grown", By.NOBODY, world -> world.database.filledUp(500)),
        new Mutation(
            "tree: larger fork",
            By.BOTH,
            world ->
                world.server.become(
                    world.serving(
                        new FakeSumDatabase(world.key).add(world.release).filledUp(700)))),
        new Mutation(
            "tree: fork of the same size",
            By.BOTH,
            world ->
                world.server.become(
                    world.serving(
                        new FakeSumDatabase(world.key).add(world.release).filledUp(321)))),
        new Mutation(
            "tree: older head, tiles there",
            By.NOBODY,
            world -> {
              String head = world.key.note(world.database.head(310));
              world.notes(note -> head);
            }),
        // Go has kept the tiles of the larger tree and sees that the smaller one is its beginning.
        new Mutation(
            "tree: shrunk, tiles gone",
            By.PROBE_ONLY,
            world -> {
              var shrunk = world.database.asOf(310);
              world.server.become(
                  shrunk.at("/sumdb/sum.example.com", new FakeProxy(world.earlier, world.release)));
              world.server.answer(world.sumDb("/supported"), Reply.text(200, ""));
            }));
  }

  private static List<Mutation> records() {
    return List.of(
        lookup("swapped h1 of the zip", By.BOTH, text -> text.replaceFirst("h1:.", "h1:_")),
        lookup("wrong number", By.BOTH, text -> text.replaceFirst("301\n", "300\n")),
        lookup("number beyond the tree", By.BOTH, text -> text.replaceFirst("301\n", "322\n")),
        lookup("no number", By.BOTH, text -> text.replaceFirst("301\n", "x\n")),
        lookup("plus sign", By.NOBODY, text -> "+" + text),
        lookup("no blank line", By.BOTH, text -> text.replaceFirst("\n\n", "\n")),
        new Mutation(
            "record: unknown",
            By.BOTH,
            world ->
                world.server.change(
                    path -> path.startsWith(world.sumDb("/lookup/")),
                    good -> Reply.text(410, "no"))),
        honest("other sum of the zip", By.BOTH, release -> release.with("thing.go", "package x\n")),
        honest("other sum of the go.mod", By.BOTH, release -> release.with("go.mod", "module x\n")),
        // Go takes a record without a line for the version as one that does not object.
        honest(
            "no line for the version",
            By.PROBE_ONLY,
            release -> FakeRelease.of("example.com/other", "v1.0.0")));
  }

  private static Mutation lookup(String name, By by, UnaryOperator<String> change) {
    return new Mutation("record: " + name, by, world -> world.lookups(change));
  }

  /** The tree has a record for the release that is not of what the proxy serves. */
  private static Mutation honest(String name, By by, UnaryOperator<FakeRelease> other) {
    return new Mutation(
        "record: " + name,
        by,
        true,
        world -> {
          var database = new FakeSumDatabase(world.key).add(world.earlier).filledUp(300);
          world.server.become(world.serving(database));
          database.add(
              world.release.path(), world.release.version(), other.apply(world.release).sums());
        });
  }

  /** Those of the proxy's files, for which no database is asked. */
  static Stream<Mutation> ofTheFiles() {
    return Stream.of(infos(), statuses(), zips()).flatMap(List::stream);
  }

  private static List<Mutation> infos() {
    return List.of(
        info("another version", By.BOTH, "{\"Version\":\"v1.2.4\"}"),
        info("members of other case", By.NOBODY, "{\"VERSION\":\"v1.2.3\",\"tiMe\":null}"),
        info("more members", By.NOBODY, "{\"Version\":\"v1.2.3\",\"Origin\":{\"VCS\":\"git\"}}"),
        info("a member twice", By.NOBODY, "{\"Version\":\"v1\",\"Version\":\"v1.2.3\"}"),
        info("no time", By.BOTH, "{\"Version\":\"v1.2.3\",\"Time\":\"today\"}"),
        info("a number", By.BOTH, "{\"Version\":1}"),
        info("nothing", By.BOTH, ""),
        info("null", By.BOTH, "null"),
        info("a list", By.BOTH, "[]"),
        info("more behind", By.BOTH, "{\"Version\":\"v1.2.3\"} x"),
        info("a page", By.BOTH, Reply.html().text()),
        // Go lists versions only where it has to choose one.
        new Mutation(
            "list: a page",
            By.PROBE_ONLY,
            world -> world.server.answer("/example.com/!thing/@v/list", Reply.html())),
        // Whose module a go.mod is go asks only when it builds.
        new Mutation(
            "mod: of another module",
            By.PROBE_ONLY,
            world ->
                world.server.answer(world.file("mod"), Reply.text(200, "module example.com/x\n"))));
  }

  private static Mutation info(String name, By by, String body) {
    return new Mutation(
        "info: " + name, by, world -> world.server.answer(world.file("info"), Reply.json(body)));
  }

  private static List<Mutation> statuses() {
    return Stream.of(201, 203, 204, 206, 400, 403, 404, 410, 429, 500, 503)
        .map(status ->
            new Mutation(
                "status " + status,
                By.BOTH,
                world -> world.server.answer(world.file("mod"), Reply.text(status, ""))))
        .toList();
  }

  private static List<Mutation> zips() {
    return List.of(
        zip("written otherwise", By.NOBODY, world -> FakeZip.stored(world.release)),
        zip("a page", By.BOTH, world -> Reply.html().body()),
        zip("truncated", By.BOTH, world -> Arrays.copyOf(world.release.zip(), 200)),
        zip("more behind", By.NOBODY, world -> join(world.release.zip(), new byte[40])),
        zip("more in front", By.NOBODY, world -> join(new byte[40], world.release.zip())),
        entry("other prefix", By.BOTH, "example.com/!thing@v1.2.3/x"),
        entry("same name in upper case", By.BOTH, "example.com/Thing@v1.2.3/THING.go"),
        entry("same name with a long s", By.BOTH, "example.com/Thing@v1.2.3/LICEN\u017fE"),
        entry("nested go.mod", By.BOTH, "example.com/Thing@v1.2.3/sub/go.mod"),
        entry("way out", By.BOTH, "example.com/Thing@v1.2.3/../x"),
        entry("colon", By.BOTH, "example.com/Thing@v1.2.3/a:b"),
        entry("device", By.BOTH, "example.com/Thing@v1.2.3/aux.go"),
        entry("umlaut", By.NOBODY, "example.com/Thing@v1.2.3/\u00e4.go"),
        entry("same name twice", By.BOTH, "example.com/Thing@v1.2.3/thing.go"),
        entry("file and folder", By.BOTH, "example.com/Thing@v1.2.3/thing.go/x"),
        entry("folder", By.NOBODY, "example.com/Thing@v1.2.3/sub/"),
        zip(
            "link",
            By.NOBODY,
            world ->
                FakeZip.of(world.release).link(world.release.prefix() + "here", "/etc").bytes()),
        zip(
            "smaller than declared",
            By.BOTH,
            world -> FakeZip.declaring(bomb(world), 9_000, 9_001)),
        zip("larger than declared", By.BOTH, world -> FakeZip.declaring(bomb(world), 9_000, 10)),
        zip(
            "declared too large",
            By.BOTH,
            world -> FakeZip.declaring(bomb(world), 9_000, 600 << 20)),
        zip(
            "huge licence",
            By.BOTH,
            world -> world.release.with("LICENSE", "x".repeat((16 << 20) + 1)).zip()),
        zip(
            "largest licence",
            By.NOBODY,
            world -> world.release.with("LICENSE", "x".repeat(16 << 20)).zip()),
        zip(
            "broken check sum",
            By.BOTH,
            world -> {
              byte[] zip = FakeZip.stored(world.release);
              return flipped(
                  zip, new String(zip, StandardCharsets.ISO_8859_1).indexOf("package thing"));
            }));
  }

  private interface ZipChange {
    byte[] of(World world);
  }

  private static Mutation zip(String name, By by, ZipChange change) {
    return new Mutation("zip: " + name, by, world -> world.zip(change.of(world)));
  }

  private static Mutation entry(String name, By by, String entry) {
    return zip(name, by, world -> FakeZip.of(world.release).file(entry, "").bytes());
  }

  private static byte[] bomb(World world) {
    return FakeZip.of(world.release)
        .file(world.release.prefix() + "bomb", "x".repeat(9_000))
        .bytes();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  @Override
  public String toString() {
    return name;
  }
}
