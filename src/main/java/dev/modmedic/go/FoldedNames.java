package dev.modmedic.go;

import java.util.HashMap;
import java.util.Map;

/** Finds names that some file system takes for the same, and files that are folders as well. */
final class FoldedNames {
  private final Map<String, Entry> seen = new HashMap<>();

  private record Entry(String path, boolean folder) {}

  /**
   * Adds a path and the folders above it.
   *
   * @throws Refused in go's words, if it collides with an earlier one
   */
  void add(String path, boolean folder) throws Refused {
    Entry other = seen.putIfAbsent(fold(path), new Entry(path, folder));
    if (other != null) {
      if (!other.path.equals(path)) {
        throw new Refused(
            "case-insensitive file name collision: %s and %s"
                .formatted(Letters.quoted(other.path), Letters.quoted(path)));
      }
      if (other.folder != folder) {
        throw new Refused(
            "entry %s is both a file and a directory".formatted(Letters.quoted(path)));
      }
      if (!folder) {
        throw new Refused("multiple entries for file " + Letters.quoted(path));
      }
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      add(path.substring(0, slash), true);
    }
  }

  // Upper case first: some letters, such as the long s, have a lower case of their own.
  private static String fold(String path) {
    return path.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
