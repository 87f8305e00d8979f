package dev.modmedic.region.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where one agent keeps its files; no second process may use it at the same time. */
public final class AgentFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private AgentFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder if there is none, and locks it.
   *
   * @throws AgentException if it cannot be written, or another process has it
   */
  public static AgentFolder open(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new AgentException(
            "The folder %s is in use by another agent. Stop that one, or give this one a data directory of its own with MODMEDIC_DATA_DIR."
                .formatted(path));
      }
      return new AgentFolder(path, channel);
    } catch (IOException e) {
      for (Path above = path; above != null; above = above.getParent()) {
        if (Files.isRegularFile(above)) {
          throw new AgentException(
              "The folder %s cannot be made, because %s is a file. Name another data directory with MODMEDIC_DATA_DIR."
                  .formatted(path, above),
              e);
        }
      }
      throw new AgentException(
          "The folder %s cannot be written (%s). Correct its rights, or name another data directory with MODMEDIC_DATA_DIR."
              .formatted(path, e),
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another one within this process
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close(); // and with it the lock
    } catch (IOException e) {
      throw new AgentException("The lock of %s cannot be released (%s).".formatted(path, e), e);
    }
  }
}
