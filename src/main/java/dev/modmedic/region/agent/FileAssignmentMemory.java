package dev.modmedic.region.agent;

import dev.modmedic.region.AssignmentMemory;
import dev.modmedic.region.AssignmentWire;
import dev.modmedic.region.UnreadableMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's assignments in one JSON file, which is replaced as a whole. What was kept under
 * another token is another agent's and not taken up.
 */
public final class FileAssignmentMemory implements AssignmentMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FileAssignmentMemory.class);

  private final Path file;
  private final String owner;
  private boolean failing;

  public FileAssignmentMemory(Path file, String token) {
    this.file = file;
    this.owner = fingerprint(token);
  }

  private static String fingerprint(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public synchronized void keep(Kept kept) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("agent", owner);
    fields.put("until", kept.until().toString());
    fields.put("ahead", kept.ahead().toString());
    fields.put("assignments", kept.assignments().stream().map(AssignmentWire::write).toList());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      createForOwner(draft);
      Files.write(draft, Json.write(fields));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("Assignments cannot be kept in {}: {}", file, e.toString());
      }
      failing = true; // they are known until this process ends
    }
  }

  /** The address of an egress may hold a password. */
  private static void createForOwner(Path draft) throws IOException {
    if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Override
  public synchronized Optional<Kept> recall() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, @Nullable Object> fields = Json.read(Files.readAllBytes(file));
      return owner.equals(fields.get("agent")) ? Optional.of(kept(fields)) : Optional.empty();
    } catch (IOException | UnreadableMessage | DateTimeException e) {
      LOG.warn("Assignments kept in {} cannot be read: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static Kept kept(Map<String, @Nullable Object> fields) throws IOException {
    if (!(fields.get("assignments") instanceof List<?> assignments)) {
      throw new IOException("no list of assignments");
    }
    return new Kept(
        Instant.parse(Objects.toString(fields.get("until"))),
        Duration.parse(Objects.toString(fields.get("ahead"))),
        assignments.stream()
            .filter(Map.class::isInstance)
            .map(one -> AssignmentWire.read((Map<?, ?>) one))
            .toList());
  }

  @Override
  public synchronized void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("Assignments kept in {} cannot be deleted: {}", file, e.toString());
    }
  }
}
