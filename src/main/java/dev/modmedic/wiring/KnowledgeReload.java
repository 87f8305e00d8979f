package dev.modmedic.wiring;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.KnowledgeState;
import dev.modmedic.knowledge.KnowledgeState.Refused;
import dev.modmedic.knowledge.yaml.KnowledgeFolders;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changed knowledge files in force without a restart, or tells why they are not.
 *
 * <p>A change counts once two looks in a row saw the same files, so that nothing is read while it
 * is being written.
 */
final class KnowledgeReload {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeReload.class);

  private final YamlKnowledge reader;
  private final KnowledgeFolders folders;
  private final Calibration calibration;
  private final Clock clock;
  private final CurrentKnowledge knowledge;
  private final CurrentEngine engine;
  private volatile Map<String, String> files;
  private String done;
  private String seen;

  /**
   * Reads the files for the first time.
   *
   * @throws KnowledgeException if there is a mistake in any of them
   * @throws StartupException if a folder cannot be read
   */
  KnowledgeReload(
      YamlKnowledge reader, KnowledgeFolders folders, Calibration calibration, Clock clock) {
    this.reader = reader;
    this.folders = folders;
    this.calibration = calibration;
    this.clock = clock;
    this.done = folders.stamp();
    this.seen = done;
    this.files = filesFirst();
    KnowledgeBase first = reader.read(files);
    this.knowledge = new CurrentKnowledge(state(first));
    this.engine = new CurrentEngine(new Engine(first, calibration));
  }

  private Map<String, String> filesFirst() {
    try {
      return folders.read();
    } catch (UncheckedIOException e) {
      throw new StartupException(
          "The knowledge folders of MODMEDIC_KNOWLEDGE_FOLDERS cannot be read (%s). Correct the list, or the rights of the folders and files."
              .formatted(words(e)),
          e);
    }
  }

  CurrentKnowledge knowledge() {
    return knowledge;
  }

  CurrentEngine engine() {
    return engine;
  }

  /** The files that the knowledge in force was read from. */
  Map<String, String> files() {
    return files;
  }

  /** Looks at the folders once. */
  synchronized void look() {
    String now = folders.stamp();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(done)) {
      load(now);
    }
  }

  private void load(String stamp) {
    try {
      Map<String, String> found = folders.read();
      KnowledgeBase read = reader.read(found);
      if (isStill(stamp)) {
        files = found;
        engine.replace(new Engine(read, calibration));
        knowledge.replace(state(read));
        LOG.info("Knowledge {} is in force: {} causes", read.version(), read.causes().size());
      }
    } catch (KnowledgeException e) {
      refuse(stamp, e.mistakes());
    } catch (UncheckedIOException e) {
      refuse(stamp, List.of(mistake(e)));
    }
  }

  /** Of the file or folder, where the system names it. */
  private static Mistake mistake(UncheckedIOException e) {
    return e.getCause() instanceof FileSystemException system && system.getFile() != null
        ? new Mistake(
            system.getFile(),
            0,
            "cannot be read: "
                + Objects.requireNonNullElse(system.getReason(), system.getClass().getSimpleName()))
        : new Mistake("folders", 0, "cannot be read: " + words(e));
  }

  private void refuse(String stamp, List<Mistake> mistakes) {
    if (isStill(stamp)) {
      knowledge.refuse(new Refused(clock.instant(), mistakes));
      LOG.warn(
          "Changed knowledge files are not taken over, {} stays in force: {}{}",
          knowledge.knowledge().version(),
          mistakes.getFirst().toString().replaceAll("\\s*\\R\\s*", " "),
          mistakes.size() > 1 ? " (and %d more)".formatted(mistakes.size() - 1) : "");
    }
  }

  /** What was read may be half of a change; then a later look reads it again. */
  private boolean isStill(String stamp) {
    boolean still = folders.stamp().equals(stamp);
    if (still) {
      done = stamp;
    }
    return still;
  }

  private static String words(UncheckedIOException e) {
    return String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage());
  }

  private KnowledgeState state(KnowledgeBase read) {
    return new KnowledgeState(
        read, clock.instant(), folders.folders().stream().map(Objects::toString).toList(), null);
  }
}
