package dev.modmedic.go;

import java.util.ArrayDeque;
import java.util.Deque;

/** Cleans rooted slash paths as Go's {@code path.Clean} does. */
final class PathCleaner {
  private PathCleaner() {}

  static String clean(String rooted) {
    Deque<String> kept = new ArrayDeque<>();
    for (String element : rooted.split("/", -1)) {
      switch (element) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(element);
      }
    }
    return "/" + String.join("/", kept);
  }
}
