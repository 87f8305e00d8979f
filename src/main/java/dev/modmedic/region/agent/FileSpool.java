package dev.modmedic.region.agent;

import dev.modmedic.region.ResultWire;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.Spool;
import dev.modmedic.region.UnreadableMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A spool in numbered files, which are appended to and deleted as a whole. */
public final class FileSpool implements Spool {
  private static final Logger LOG = LoggerFactory.getLogger(FileSpool.class);
  private static final long LARGEST_SEGMENT = 8 << 20;
  private static final int BATCH_BYTES = 4 << 20;

  private final Path folder;
  private final long most;
  private final long segmentBytes;
  private final Deque<Segment> segments = new ArrayDeque<>();

  /** The last of the segments, if it was begun by this process and no write in it failed. */
  private @Nullable Segment writing;

  private long next;
  private long offset;
  private long end;
  private long dropped;
  private boolean failing;

  private FileSpool(Path folder, long most) {
    this.folder = folder;
    this.most = most;
    this.segmentBytes = Math.max(1, Math.min(LARGEST_SEGMENT, most / 16));
  }

  /**
   * Opens the spool in a folder that nobody else uses.
   *
   * @param most bytes on the disk
   * @throws AgentException if the files cannot be read
   */
  public static FileSpool open(Path folder, long most) {
    FileSpool spool = new FileSpool(folder, most);
    try {
      Files.createDirectories(folder);
      spool.load();
      return spool;
    } catch (IOException e) {
      throw new AgentException(
          "The spool in %s cannot be read (%s). Correct its rights, or move it away: the results in it are those that the server has not received."
              .formatted(folder, e),
          e);
    }
  }

  private synchronized void load() throws IOException {
    for (Path file : new SpoolFolder(folder).files()) {
      add(Segment.open(file));
    }
    long first = segments.isEmpty() ? 1 : segments.getFirst().first();
    SpoolPosition position =
        SpoolPosition.read(folder).orElseGet(() -> new SpoolPosition(first, 0));
    next = position.next();
    dropped = position.dropped();
    end = segments.isEmpty() ? next : Math.max(next, segments.getLast().end());
    settle();
  }

  private void add(Segment segment) throws IOException {
    Segment before = segments.peekLast();
    if (before != null) {
      before.endBefore(segment.first());
    }
    if (segment.isEmpty()) {
      segment.delete();
    } else {
      segments.addLast(segment);
    }
  }

  /** Goes to the first segment that has something to deliver, and to the right place in it. */
  private void settle() throws IOException {
    while (!segments.isEmpty() && segments.getFirst().end() <= next && isUsedUp()) {
      Segment emptied = segments.removeFirst();
      writing = emptied == writing ? null : writing;
      emptied.delete();
      offset = 0;
    }
    Segment first = segments.peekFirst();
    if (first == null) {
      next = Math.max(next, end);
      return;
    }
    if (first.first() > next) {
      dropped += first.first() - next; // a damaged file ended early
      next = first.first();
    }
    if (offset == 0) {
      for (long number = first.first(); number < next; number++) {
        offset = first.next(offset);
      }
    }
  }

  /** The file that is written is kept for a while, as making a new one is slow. */
  private boolean isUsedUp() {
    Segment first = segments.getFirst();
    return first != writing || first.bytes() >= segmentBytes;
  }

  @Override
  public synchronized int append(List<RunResult> results) {
    List<byte[]> payloads = new ArrayList<>();
    long room = most - segments.stream().mapToLong(Segment::bytes).sum();
    for (RunResult result : results) {
      byte[] payload = Json.write(ResultWire.write(result));
      room -= Segment.frameSize(payload);
      if (room < 0) {
        break;
      }
      payloads.add(payload);
    }
    int stored = payloads.isEmpty() || store(payloads) ? payloads.size() : 0;
    if (stored < results.size()) {
      dropped += results.size() - stored;
      savePosition();
    }
    return stored;
  }

  private boolean store(List<byte[]> payloads) {
    try {
      Segment segment = writing();
      segment.append(payloads);
      end = segment.end();
      failing = false;
      return true;
    } catch (IOException e) {
      fail("written", e);
      forsakeWriting();
      return false;
    }
  }

  /** What stands behind the last whole frame of this file is not known. */
  private void forsakeWriting() {
    if (writing != null && writing.isEmpty()) {
      segments.removeLast();
      try {
        writing.delete();
      } catch (IOException e) {
        // The next file has the same name and takes its place.
      }
    }
    writing = null;
  }

  private Segment writing() throws IOException {
    if (writing == null || writing.bytes() >= segmentBytes) {
      Segment segment = new SpoolFolder(folder).create(end);
      segments.addLast(segment);
      writing = segment;
    }
    return writing;
  }

  @Override
  public synchronized Optional<Batch> oldest(int atMost) {
    try {
      settle();
      Segment segment = segments.peekFirst();
      return segment == null || next >= segment.end()
          ? Optional.empty()
          : Optional.of(read(segment, atMost));
    } catch (IOException e) {
      fail("read", e);
      skipSegment();
      return Optional.empty();
    }
  }

  private Batch read(Segment segment, int atMost) throws IOException {
    List<RunResult> results = new ArrayList<>();
    long number = next;
    long at = offset;
    while (number < segment.end() && number - next < atMost && at - offset < BATCH_BYTES) {
      result(segment.read(at)).ifPresent(results::add);
      at = segment.next(at);
      number++;
    }
    return new Batch(results, number - 1);
  }

  /** Empty for what an older or newer version wrote and this one does not understand. */
  private static Optional<RunResult> result(byte[] payload) {
    try {
      return Optional.of(ResultWire.read(Json.read(payload)));
    } catch (IOException | UnreadableMessage e) {
      LOG.warn("A spooled result cannot be understood and is left out: {}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public synchronized void remove(Batch batch) {
    Segment segment = segments.peekFirst();
    if (segment == null || batch.last() < next) {
      return;
    }
    dropped += batch.last() + 1 - next - batch.results().size();
    try {
      while (next <= batch.last()) {
        offset = segment.next(offset);
        next++;
      }
      savePosition(); // before files go, or they would count as lost
      settle();
    } catch (IOException e) {
      fail("read", e);
      skipSegment();
    }
  }

  /** Gives up a file that cannot be read. */
  private void skipSegment() {
    Segment broken = segments.pollFirst();
    if (broken != null) {
      writing = broken == writing ? null : writing;
      dropped += Math.max(0, broken.end() - next);
      next = Math.max(next, broken.end());
      offset = 0;
      savePosition();
    }
  }

  private void savePosition() {
    try {
      new SpoolPosition(next, dropped).write(folder);
    } catch (IOException e) {
      fail("written", e); // delivers some again after a restart, which changes nothing
    }
  }

  private void fail(String what, IOException e) {
    if (!failing) {
      LOG.warn("The spool in {} cannot be {}: {}", folder, what, e.toString());
    }
    failing = true;
  }

  @Override
  public synchronized long size() {
    return end - next;
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized void close() {
    for (Segment segment : segments) {
      try {
        segment.close();
      } catch (IOException e) {
        fail("closed", e);
      }
    }
    segments.clear();
    writing = null;
  }
}
