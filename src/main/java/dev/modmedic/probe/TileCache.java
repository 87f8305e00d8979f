package dev.modmedic.probe;

import dev.modmedic.go.Tile;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The full tiles that were read last; they never change. Safe for many threads. */
final class TileCache {
  /** Two MiB of tiles. */
  private static final int MOST = 256;

  private final Map<Key, byte[]> tiles =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
          return size() > MOST;
        }
      };

  private record Key(URI base, Tile tile) {}

  synchronized Optional<byte[]> recall(URI base, Tile tile) {
    return Optional.ofNullable(tiles.get(new Key(base, tile)));
  }

  synchronized void remember(URI base, Tile tile, byte[] bytes) {
    if (tile.isFull()) {
      tiles.put(new Key(base, tile), bytes);
    }
  }

  /** Forgets a server's tiles, since one of them may be wrong. */
  synchronized void forget(URI base) {
    tiles.keySet().removeIf(key -> key.base().equals(base));
  }
}
