package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.region.AgentSamples;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.Spool.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTest {
  private static final long ROOM = 1 << 20;

  @TempDir private Path folder;
  private FileSpool spool;

  @BeforeEach
  void open() {
    spool = FileSpool.open(folder, ROOM);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void resultsComeOutAsTheyWentIn() {
    spool.append(results(0, 3));
    spool.append(results(3, 5));

    assertThat(spool.size()).isEqualTo(5);
    assertThat(oldest(3).results()).isEqualTo(results(0, 3));
    assertThat(oldest(100).results()).isEqualTo(results(0, 5));
  }

  @Test
  void onlyWhatIsRemovedIsGone() {
    spool.append(results(0, 10));
    spool.remove(oldest(4));

    assertThat(spool.size()).isEqualTo(6);
    assertThat(oldest(100).results()).isEqualTo(results(4, 10));
  }

  @Test
  void removingTwiceRemovesOnce() {
    spool.append(results(0, 10));
    Batch batch = oldest(4);
    spool.remove(batch);
    spool.remove(batch);

    assertThat(oldest(100).results()).isEqualTo(results(4, 10));
  }

  @Test
  void aRestartForgetsNothing() {
    spool.append(results(0, 10));
    spool.remove(oldest(4));
    reopen(ROOM);
    spool.append(results(10, 12));

    assertThat(spool.size()).isEqualTo(8);
    assertThat(drain()).isEqualTo(results(4, 12));
    assertThat(spool.size()).isZero();
  }

  @Test
  void anEmptiedSpoolStartsOverWithoutItsOldResults() {
    spool.append(results(0, 5));
    drain();
    reopen(ROOM);
    spool.append(results(5, 6));

    assertThat(drain()).isEqualTo(results(5, 6));
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void manyFilesAreWrittenAndGoAgain() throws IOException {
    reopen(64 << 10);
    for (int i = 0; i < 100; i++) {
      spool.append(results(i, i + 1));
    }
    assertThat(spoolFiles()).hasSizeGreaterThan(5);

    assertThat(drain()).isEqualTo(results(0, 100));
    assertThat(spoolFiles()).hasSizeLessThanOrEqualTo(1);
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void whenItIsFullTheNewestAreDroppedAndCounted() {
    reopen(10_000);
    int stored = spool.append(results(0, 100));

    assertThat(stored).isBetween(10, 50);
    assertThat(spool.append(results(100, 103))).isZero();
    assertThat(spool.dropped()).isEqualTo(103 - stored);
    reopen(10_000);
    assertThat(spool.dropped()).isEqualTo(103 - stored);
    assertThat(drain()).isEqualTo(results(0, stored));
  }

  @Test
  void afterItWasEmptiedThereIsRoomAgain() {
    reopen(10_000);
    for (int round = 0; round < 20; round++) {
      spool.append(results(0, 10));
      assertThat(drain()).hasSize(10);
    }

    assertThat(spool.dropped()).isZero();
  }

  @Test
  void halfAFrameAtTheEndIsPassedOver() throws IOException {
    spool.append(results(0, 5));
    spool.close();
    Path file = spoolFiles().getLast();
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < 60; cut += 7) {
      byte[] torn = Arrays.copyOf(whole, whole.length - cut);
      Files.write(file, torn);
      reopen(ROOM);
      assertThat(oldest(100).results()).isEqualTo(results(0, 4));
      spool.close();
    }
    reopen(ROOM);
    spool.append(results(5, 7));

    assertThat(drain()).hasSize(6);
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void garbageAtTheEndIsPassedOver() throws IOException {
    spool.append(results(0, 5));
    spool.close();
    Files.write(spoolFiles().getLast(), new byte[100], StandardOpenOption.APPEND);
    Files.write(spoolFiles().getLast(), new byte[] {0, 0, 0, 9, 1}, StandardOpenOption.APPEND);
    reopen(ROOM);
    spool.append(results(5, 7));

    assertThat(drain()).isEqualTo(results(0, 7));
  }

  @Test
  void aDamagedFileCostsOnlyWhatStandsBehindTheDamage() throws IOException {
    reopen(64 << 10);
    for (int i = 0; i < 50; i++) {
      spool.append(results(i, i + 1));
    }
    spool.close();
    Path file = spoolFiles().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);
    reopen(64 << 10);

    List<RunResult> rest = drain();

    assertThat(rest).hasSize(49).contains(AgentSamples.runResult(0), AgentSamples.runResult(49));
    assertThat(spool.dropped()).isOne();
  }

  @Test
  void aLostPositionDeliversSomeAgainAndLosesNothing() throws IOException {
    spool.append(results(0, 10));
    spool.remove(oldest(4));
    spool.close();
    Files.delete(folder.resolve("position"));
    reopen(ROOM);

    assertThat(drain()).isEqualTo(results(0, 10));
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void aWriteThatFailsIsCountedAndLaterOnesGoThrough() throws IOException {
    spool.append(results(0, 2));
    spool.close();
    reopen(ROOM);
    Path blocker = folder.resolve("%019d.spool".formatted(3));
    Files.createDirectories(blocker.resolve("full"));

    assertThat(spool.append(results(2, 4))).isZero();
    assertThat(spool.dropped()).isEqualTo(2);
    Files.delete(blocker.resolve("full"));
    assertThat(spool.append(results(4, 6))).isEqualTo(2);

    assertThat(drain())
        .isEqualTo(Stream.concat(results(0, 2).stream(), results(4, 6).stream()).toList());
  }

  private void reopen(long room) {
    spool.close();
    spool = FileSpool.open(folder, room);
  }

  private Batch oldest(int most) {
    return spool.oldest(most).orElseThrow();
  }

  private List<RunResult> drain() {
    List<RunResult> all = new ArrayList<>();
    for (Optional<Batch> batch = spool.oldest(7); batch.isPresent(); batch = spool.oldest(7)) {
      all.addAll(batch.get().results());
      spool.remove(batch.get());
    }
    return all;
  }

  private List<Path> spoolFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".spool")).sorted().toList();
    }
  }

  private static List<RunResult> results(int from, int to) {
    return IntStream.range(from, to).mapToObj(AgentSamples::runResult).toList();
  }
}
