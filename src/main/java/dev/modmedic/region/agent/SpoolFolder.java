package dev.modmedic.region.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a spool's segments are in. */
record SpoolFolder(Path path) {
  /** The segments' files, oldest first. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> Segment.isName(file.getFileName().toString())).sorted().toList();
    }
  }

  /** A new segment that is found again after a power failure. */
  Segment create(long first) throws IOException {
    Segment segment = Segment.create(path, first);
    flush();
    return segment;
  }

  private void flush() {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and does not need this.
    }
  }
}
