package dev.modmedic.knowledge.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds knowledge files in a folder, on disk or in the jar. */
public final class KnowledgeFolder {
  private static final String BUNDLED = "knowledge/marks.yaml";

  private KnowledgeFolder() {}

  /** The files that come with ModMedic, by path below the knowledge folder. */
  public static Map<String, String> bundled() {
    URL marks = KnowledgeFolder.class.getClassLoader().getResource(BUNDLED);
    if (marks == null) {
      throw new IllegalStateException("the knowledge is missing from the class path");
    }
    try {
      URI uri = marks.toURI();
      return uri.getScheme().equals("jar") ? inJar(uri) : read(Path.of(uri).resolveSibling(""));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class path entry without a usable address: " + marks, e);
    }
  }

  static Map<String, String> inJar(URI marks) {
    String file = marks.getRawSchemeSpecificPart().replaceFirst("!/.*$", "");
    // Opened by its path it is ours alone. By its address it would be shared with the framework,
    // which looks into the jar at the same time and closes it when it has seen enough.
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(file)))) {
      return read(jar.getPath("knowledge"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The YAML files below {@code folder}. */
  public static Map<String, String> read(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path :
          (Iterable<Path>) paths.filter(p -> p.toString().endsWith(".yaml"))::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.put(name, Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
