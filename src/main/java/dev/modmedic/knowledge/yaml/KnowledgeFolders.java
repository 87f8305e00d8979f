package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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
   * @throws KnowledgeException that names every file that is not UTF-8, and where
   */
  public Map<String, String> read() {
    Map<String, String> files = new TreeMap<>(bundled);
    List<Mistake> mistakes = new ArrayList<>();
    folders.forEach(folder -> putAbove(files, read(folder, mistakes)));
    if (!mistakes.isEmpty()) {
      throw new KnowledgeException(mistakes);
    }
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

  private static Map<String, String> read(Path folder, List<Mistake> mistakes) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = files(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        String name = path.toString().replace('\\', '/');
        byte[] content = Files.readAllBytes(path);
        int good = wellFormed(content);
        if (good < content.length) {
          mistakes.add(new Mistake(name, line(content, good), notUtf8(content[good])));
        }
        files.put(name, new String(content, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** How many bytes are UTF-8 before the first that is not. */
  private static int wellFormed(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer characters = CharBuffer.allocate(content.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    return decoder.decode(bytes, characters, true).isError() ? bytes.position() : content.length;
  }

  private static int line(byte[] content, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += content[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static String notUtf8(byte first) {
    return "is not UTF-8: byte 0x%02x; save the file as UTF-8".formatted(first);
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
