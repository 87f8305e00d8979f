package dev.modmedic.knowledge.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The bundled knowledge with folders of an operator's own above it, each above those before it.
 *
 * <p>A cause's file takes the place of the file of the same cause below; marks and codes are added
 * to those below. Names that begin with a dot and {@code *.cases.yaml} are passed over.
 */
public final class KnowledgeFolders {
  private static final int DEEPEST = 8; // a folder given by mistake may be the root of a disk
  private static final Set<String> ADDED = Set.of("marks.yaml", "codes.yaml");

  private final Map<String, String> bundled;
  private final List<Path> folders;

  public KnowledgeFolders(Map<String, String> bundled, List<Path> folders) {
    this.bundled = Map.copyOf(bundled);
    this.folders =
        folders.stream().map(folder -> folder.toAbsolutePath().normalize()).distinct().toList();
  }

  public List<Path> folders() {
    return folders;
  }

  /**
   * All files in force: bundled ones by path below the knowledge folder, others by their own path.
   *
   * @throws UncheckedIOException if a folder or file cannot be read
   */
  public Map<String, String> read() {
    Map<String, String> files = new TreeMap<>(bundled);
    folders.forEach(folder -> putAbove(files, read(folder)));
    return files;
  }

  /** Puts files of causes in the place of those of the same causes, and adds all others. */
  public static void putAbove(Map<String, String> files, Map<String, String> newer) {
    Set<String> replaced =
        new TreeSet<>(newer.keySet().stream().map(KnowledgeFolders::cause).toList());
    files.keySet().removeIf(file -> !ADDED.contains(name(file)) && replaced.contains(cause(file)));
    files.putAll(newer);
  }

  /** The last two elements of a path, which name the cause of a file: {@code dns/timeout.yaml}. */
  private static String cause(String file) {
    int name = file.lastIndexOf('/');
    return file.substring(file.lastIndexOf('/', name - 1) + 1);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = files(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        files.put(path.toString().replace('\\', '/'), text(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8", e);
    }
  }

  /**
   * Something that changes when any file in the folders does, is added, replaced or taken away; it
   * never fails, because a folder that cannot be read is a state like any other.
   */
  public String stamp() {
    StringBuilder stamp = new StringBuilder();
    for (Path folder : folders) {
      try (Stream<Path> paths = files(folder)) {
        paths.sorted().forEach(path -> stamp.append(stamp(path)).append('\n'));
      } catch (IOException | UncheckedIOException e) {
        stamp.append(folder).append(" unreadable\n");
      }
    }
    return stamp.toString();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
      // The file key tells a file put in place of another of the same size and time.
      return "%s %d %s %s".formatted(file, about.size(), about.lastModifiedTime(), about.fileKey());
    } catch (IOException e) {
      return file + " unreadable";
    }
  }

  // Links are followed, and hidden names left out, because that is how mounted volumes swap files.
  private static Stream<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "is no folder");
    }
    return Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)
        .filter(path -> path.toString().endsWith(".yaml"))
        .filter(path -> !path.toString().endsWith(".cases.yaml"))
        .filter(path -> isShown(folder.relativize(path)))
        .filter(Files::isRegularFile);
  }

  private static boolean isShown(Path below) {
    for (Path element : below) {
      if (element.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }
}
