package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Tile;
import dev.modmedic.go.TileSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Asks a checksum database, directly or through a proxy, on behalf of one try. */
final class SumDbClient implements TileSource {
  private static final int LARGEST_TEXT = 1 << 20;
  private static final int LARGEST_TILE = 64 << 10;

  private final Trial trial;
  private final URI base;
  private final Duration budget;
  private final TileCache cache;

  /**
   * @param base where the database answers, without a slash at its end
   */
  SumDbClient(Trial trial, URI base, Duration budget, TileCache cache) {
    this.trial = trial;
    this.base = base;
    this.budget = budget;
    this.cache = cache;
  }

  /** A tile could not be had. */
  static final class NoTile extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;
    private final boolean passing;

    NoTile(Failure failure, boolean passing) {
      super(failure.message());
      this.failure = failure;
      this.passing = passing;
    }

    Failure failure() {
      return failure;
    }

    boolean isPassing() {
      return passing;
    }
  }

  URI base() {
    return base;
  }

  Heard<byte[]> latest() throws InterruptedException {
    return ask("/latest", LARGEST_TEXT);
  }

  Heard<byte[]> lookup(ModuleVersion of) throws InterruptedException {
    return ask("/lookup/" + ProxyAddress.escaped(of), LARGEST_TEXT);
  }

  @Override
  public byte[] read(Tile tile) throws NoTile, InterruptedException {
    Optional<byte[]> known = cache.recall(base, tile);
    if (known.isPresent()) {
      return known.get();
    }
    Heard<byte[]> heard = ask("/" + tile.path(), LARGEST_TILE);
    if (heard instanceof Heard.Content<byte[]>(byte[] body, var answer)) {
      cache.remember(base, tile, body);
      return body;
    }
    // A partial tile may be gone because it has become a full one.
    if (!tile.isFull()
        && ask("/" + tile.filled().path(), LARGEST_TILE)
            instanceof Heard.Content<byte[]>(byte[] body, var answer)
        && body.length == tile.filled().bytes()) {
      return Arrays.copyOf(body, tile.bytes());
    }
    throw noTile(heard);
  }

  private NoTile noTile(Heard<byte[]> heard) {
    return switch (heard) {
      case Heard.Trouble<byte[]>(Failure failure, var status, boolean passing) ->
          new NoTile(failure, passing);
      case Heard.Missing<byte[]> missing -> new NoTile(failureOf(missing), false);
      case Heard.Content<byte[]> content -> throw new IllegalStateException("there is a tile");
    };
  }

  /** What it means that a database does not have what it must have. */
  Failure failureOf(Heard.Missing<?> missing) {
    String text =
        GoWords.reading(missing.asked(), missing.answer().status(), missing.answer().text());
    return trial.proved("verifying module: " + text, "checksum.sumdb-unreachable");
  }

  private Heard<byte[]> ask(String path, int most) throws InterruptedException {
    var question = new Question(URI.create(base + path), Map.of(), budget, most, true);
    return trial.ask(question, InputStream::readAllBytes);
  }
}
