package dev.modmedic.testing.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checksum database in memory: an append-only tree of records, served as go asks for it.
 *
 * <p>A second one with the same key and other records is a fork of it.
 */
public final class FakeSumDatabase implements Site {
  private static final Pattern TILE =
      Pattern.compile("/tile/8/(\\d+)/((?:x\\d{3}/)*\\d{3})(?:\\.p/(\\d+))?");
  private static final int WIDTH = 256;

  private final FakeKey key;
  private final List<String> records = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final Map<String, Integer> ids = new LinkedHashMap<>();

  public FakeSumDatabase(FakeKey key) {
    this.key = key;
  }

  /** With this many records of modules that nobody asks for, so that tiles get full. */
  public FakeSumDatabase filledUp(int count) {
    for (int i = 0; i < count; i++) {
      add("filler.invalid/m" + records.size(), "v1.0.0", "filler " + records.size() + "\n");
    }
    return this;
  }

  public FakeSumDatabase add(FakeRelease release) {
    add(release.path(), release.version(), release.sums());
    return this;
  }

  /** Adds a record with lines of the caller's choice. */
  public synchronized void add(String path, String version, String lines) {
    ids.put(FakeProxy.escaped(path) + "@" + FakeProxy.escaped(version), records.size());
    records.add(lines);
    leaves.add(Sha256.of(new byte[] {0}, lines.getBytes(StandardCharsets.UTF_8)));
  }

  public FakeKey key() {
    return key;
  }

  public synchronized int size() {
    return records.size();
  }

  /** The text of the head over the first {@code size} records. */
  public synchronized String head(int size) {
    return "go.sum database tree\n%d\n%s\n"
        .formatted(size, Base64.getEncoder().encodeToString(root(0, size)));
  }

  /** The signed head as it is now. */
  public String latest() {
    return key.note(head(size()));
  }

  /** This database as it was when it had fewer records; it serves no larger tiles. */
  public Site asOf(int size) {
    var earlier = new FakeSumDatabase(key);
    synchronized (this) {
      ids.forEach((name, id) -> {
        if (id < size) {
          String[] parts = name.split("@", 2);
          earlier.add(parts[0], parts[1], records.get(id));
        }
      });
    }
    return earlier;
  }

  @Override
  public synchronized Optional<Reply> answer(String path) {
    if (path.equals("/latest")) {
      return Optional.of(Reply.text(200, latest()));
    }
    if (path.startsWith("/lookup/")) {
      return Optional.ofNullable(ids.get(path.substring("/lookup/".length())))
          .map(id -> Reply.text(200, id + "\n" + records.get(id) + "\n" + latest()));
    }
    Matcher tile = TILE.matcher(path);
    return tile.matches() ? tile(tile) : Optional.empty();
  }

  private Optional<Reply> tile(Matcher asked) {
    int level = Integer.parseInt(asked.group(1));
    int index = Integer.parseInt(asked.group(2).replaceAll("[x/]", ""));
    int width = asked.group(3) == null ? WIDTH : Integer.parseInt(asked.group(3));
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < width; i++) {
      long span = 1L << (8 * level);
      long from = (((long) index) * WIDTH + i) * span;
      if (from + span > records.size()) {
        return Optional.empty();
      }
      bytes.writeBytes(root((int) from, (int) span));
    }
    return Optional.of(Reply.bytes(bytes.toByteArray()));
  }

  /** The Merkle tree hash of RFC 6962 over some leaves. */
  private byte[] root(int from, int count) {
    if (count == 0) {
      return Sha256.of();
    }
    if (count == 1) {
      return leaves.get(from);
    }
    int left = Integer.highestOneBit(count - 1);
    return Sha256.of(new byte[] {1}, root(from, left), root(from + left, count - left));
  }
}
