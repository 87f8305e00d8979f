package dev.modmedic.go;

import java.io.IOException;

/** Where the tiles of one database come from. Nothing that it gives is trusted. */
public interface TileSource {
  /**
   * The bytes of a tile of hashes.
   *
   * @throws IOException if it cannot be had
   */
  byte[] read(Tile tile) throws IOException, InterruptedException;
}
