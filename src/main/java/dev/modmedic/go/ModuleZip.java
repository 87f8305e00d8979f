package dev.modmedic.go;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A module's zip that keeps go's rules.
 *
 * <p>See {@code CheckZip} and {@code Unzip} of golang.org/x/mod/zip.
 *
 * @param h1 the sum that go.sum has for it
 * @param files entries in it, folders not counted
 * @param unpacked bytes of all files
 * @param links entries that claim to be symbolic links, which go unpacks as files
 */
public record ModuleZip(String h1, int files, long unpacked, List<String> links) {
  /** The largest zip that go downloads, and the most that it may unpack to, in bytes. */
  public static final long LARGEST = 500L << 20;

  static final Limits GO = new Limits(LARGEST, 16L << 20);

  /**
   * How large things may be, in bytes.
   *
   * @param all the zip, and apart from that all that is in it
   * @param file go.mod and LICENSE, each
   */
  record Limits(long all, long file) {}

  public ModuleZip {
    Objects.requireNonNull(h1, "h1");
    links = List.copyOf(links);
  }

  /**
   * Reads a zip through, without believing any size it declares.
   *
   * @throws Refused if go would not take it for this version
   */
  public static ModuleZip read(Path zip, ModuleVersion of) throws Refused, IOException {
    return read(zip, of, GO);
  }

  static ModuleZip read(Path zip, ModuleVersion of, Limits limits) throws Refused, IOException {
    long packed = Files.size(zip);
    if (packed > limits.all()) {
      throw new Refused(
          "module zip file is too large (%d bytes; limit is %d bytes)"
              .formatted(packed, limits.all()));
    }
    List<String> links = ZipDirectory.links(zip);
    try (var file = new ZipFile(zip.toFile())) {
      return new Reading(file, of, limits).run(links);
    } catch (ZipException | EOFException damaged) {
      throw new Refused("zip: not a valid zip file");
    }
  }

  /** One way through one zip. */
  private static final class Reading {
    private final ZipFile zip;
    private final String prefix;
    private final Limits limits;
    private final FoldedNames names = new FoldedNames();
    private final DirHash hash = new DirHash();
    private final byte[] buffer = new byte[1 << 16];
    private long unpacked;
    private int files;

    Reading(ZipFile zip, ModuleVersion of, Limits limits) {
      this.zip = zip;
      this.prefix = of + "/";
      this.limits = limits;
    }

    ModuleZip run(List<String> links) throws Refused, IOException {
      List<ZipEntry> entries = List.copyOf(Collections.list(zip.entries()));
      long declared = 0;
      for (ZipEntry entry : entries) {
        checkName(entry);
        declared += Math.max(0, entry.getSize());
        if (declared > limits.all() || declared < 0) {
          throw tooLarge();
        }
      }
      for (ZipEntry entry : entries) {
        hash.add(entry.getName(), sha256(entry));
      }
      return new ModuleZip(hash.h1(), files, unpacked, links);
    }

    private void checkName(ZipEntry entry) throws Refused {
      if (!entry.getName().startsWith(prefix)) {
        throw new Refused(
            "zip for %s has unexpected file %s"
                .formatted(prefix.substring(0, prefix.length() - 1), entry.getName()));
      }
      String name = entry.getName().substring(prefix.length());
      if (name.isEmpty()) {
        return;
      }
      boolean folder = name.endsWith("/");
      String path = folder ? name.substring(0, name.length() - 1) : name;
      Optional<String> problem = PathElements.FILE.problemOfPath(path);
      if (problem.isPresent()) {
        throw new Refused(
            "malformed file path %s: %s".formatted(Letters.quoted(path), problem.get()));
      }
      names.add(path, folder);
      if (!folder) {
        files++;
        checkFile(path, entry.getSize());
      }
    }

    private void checkFile(String path, long size) throws Refused {
      String base = path.substring(path.lastIndexOf('/') + 1);
      if (base.equalsIgnoreCase("go.mod")) {
        if (!base.equals(path)) {
          throw new Refused(path + ": go.mod file not in module root directory");
        }
        if (!path.equals("go.mod")) {
          throw new Refused(path + ": go.mod files must have lowercase names");
        }
      }
      if ((path.equals("go.mod") || path.equals("LICENSE")) && size > limits.file()) {
        throw new Refused(
            "%s file too large (max size is %d bytes)".formatted(path, limits.file()));
      }
    }

    private byte[] sha256(ZipEntry entry) throws Refused, IOException {
      MessageDigest digest = Sha256.begin();
      var crc = new CRC32();
      long size = 0;
      try (InputStream content = zip.getInputStream(entry)) {
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          digest.update(buffer, 0, n);
          crc.update(buffer, 0, n);
          size += n;
          unpacked += n;
          if (size > entry.getSize()) {
            throw new Refused(
                "uncompressed size of file %s is larger than declared size (%d bytes)"
                    .formatted(entry.getName(), entry.getSize()));
          }
          if (unpacked > limits.all()) {
            throw tooLarge();
          }
        }
      }
      if (size != entry.getSize()) {
        throw new Refused("unexpected EOF");
      }
      if (entry.getCrc() != 0 && entry.getCrc() != crc.getValue()) {
        throw new Refused("zip: checksum error");
      }
      return digest.digest();
    }

    private Refused tooLarge() {
      return new Refused(
          "total uncompressed size of module contents too large (max size is %d bytes)"
              .formatted(limits.all()));
    }
  }
}
