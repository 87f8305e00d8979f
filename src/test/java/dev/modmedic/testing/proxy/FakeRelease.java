package dev.modmedic.testing.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One version of a module, as a proxy has it.
 *
 * @param files by their path in the module, ASCII names only; {@code go.mod} among them
 */
public record FakeRelease(
    String path, String version, Instant time, SortedMap<String, String> files) {
  public FakeRelease {
    files = new TreeMap<>(files);
  }

  /** A small library without dependencies. */
  public static FakeRelease of(String path, String version) {
    var files = new TreeMap<String, String>();
    files.put("go.mod", "module " + path + "\n");
    files.put("LICENSE", "Do what you like.\n");
    files.put("thing.go", "package thing\n\nconst Version = \"" + version + "\"\n");
    return new FakeRelease(path, version, Instant.parse("2026-01-02T03:04:05Z"), files);
  }

  /** The same release with one more file, or another content of one. */
  public FakeRelease with(String name, String content) {
    var more = new TreeMap<>(files);
    more.put(name, content);
    return new FakeRelease(path, version, time, more);
  }

  public String info() {
    return "{\"Version\":\"%s\",\"Time\":\"%s\"}".formatted(version, time);
  }

  public String goMod() {
    return files.getOrDefault("go.mod", "module " + path + "\n");
  }

  public byte[] zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(prefix() + file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** The two lines of go.sum. */
  public String sums() {
    return "%s %s %s\n%s %s/go.mod %s\n"
        .formatted(path, version, zipSum(), path, version, modSum());
  }

  public String zipSum() {
    var contents = new TreeMap<String, byte[]>();
    files.forEach(
        (name, text) -> contents.put(prefix() + name, text.getBytes(StandardCharsets.UTF_8)));
    return Sha256.h1(contents);
  }

  public String modSum() {
    return Sha256.h1(new TreeMap<>(Map.of("go.mod", goMod().getBytes(StandardCharsets.UTF_8))));
  }

  /** What every name in the zip begins with. */
  public String prefix() {
    return path + "@" + version + "/";
  }
}
