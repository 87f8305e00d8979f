package dev.modmedic.region.agent;

import dev.modmedic.probe.ProbeMemory;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent's probes remember, in one JSON file that is replaced as a whole. The values used
 * longest ago are forgotten first.
 */
public final class FileProbeMemory implements ProbeMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FileProbeMemory.class);
  private static final int MOST_VALUES = 10_000;
  private static final int MOST_CHARACTERS = 16 << 20;

  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;
  private boolean failing;

  private FileProbeMemory(Path file) {
    this.file = file;
  }

  /** Opens the memory; a file that cannot be read is begun anew, and the log says so. */
  public static FileProbeMemory open(Path file) {
    FileProbeMemory memory = new FileProbeMemory(file);
    if (Files.exists(file)) {
      try {
        Json.read(Files.readAllBytes(file))
            .forEach((key, value) -> memory.put(key, String.valueOf(value)));
      } catch (IOException e) {
        LOG.warn("What probes remembered in {} cannot be read and is lost: {}", file, e.toString());
      }
    }
    return memory;
  }

  @Override
  public synchronized Optional<String> recall(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public synchronized void remember(String key, String value) {
    if (!value.equals(values.get(key))) {
      put(key, value);
      save();
    }
  }

  private synchronized void put(String key, String value) {
    String earlier = values.put(key, value);
    characters += value.length() + (earlier == null ? key.length() : -earlier.length());
    while (values.size() > MOST_VALUES || (characters > MOST_CHARACTERS && values.size() > 1)) {
      Map.Entry<String, String> oldest = values.entrySet().iterator().next();
      characters -= oldest.getKey().length() + oldest.getValue().length();
      values.remove(oldest.getKey());
    }
  }

  /** Written without a channel, which an interrupted probe would close. */
  private void save() {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
      out.write(Json.write(values));
      out.getFD().sync();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("What probes remember cannot be written to {}: {}", file, e.toString());
      }
      failing = true; // it is still remembered until this process ends
    }
  }
}
