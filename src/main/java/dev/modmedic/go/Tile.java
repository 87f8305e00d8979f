package dev.modmedic.go;

import java.util.Optional;

/**
 * A piece of a hash tree, as checksum databases serve it: {@code tile/8/1/x001/067.p/3}.
 *
 * <p>See golang.org/x/mod/sumdb/tlog.
 *
 * @param height levels of the tree in one tile, 1 to 30; checksum databases have 8
 * @param level from 0 at the leaves, in tiles; −1 for the records themselves
 * @param index from 0 at the left
 * @param width hashes in it, 1 to 2^height; fewer than that only at the right edge of a tree
 */
public record Tile(int height, int level, long index, int width) {
  private static final int HIGHEST = 30;
  private static final int GROUP = 1_000;

  public Tile {
    if (height < 1 || height > HIGHEST || level < -1 || index < 0) {
      throw new IllegalArgumentException(
          "height %d, level %d, index %d".formatted(height, level, index));
    }
    if (width < 1 || width > 1 << height) {
      throw new IllegalArgumentException("width " + width + " at height " + height);
    }
  }

  /** Reads a path; empty unless it is just what {@link #path} gives. */
  public static Optional<Tile> parse(String path) {
    String[] parts = path.split("/", -1);
    boolean partial = parts.length > 4 && parts[parts.length - 2].endsWith(".p");
    int end = partial ? parts.length - 1 : parts.length;
    if (end < 4) {
      return Optional.empty();
    }
    try {
      int height = Integer.parseInt(parts[1]);
      int level = parts[2].equals("data") ? -1 : Integer.parseInt(parts[2]);
      long index = 0;
      for (int i = 3; i < end; i++) {
        index = Math.addExact(Math.multiplyExact(index, (long) GROUP), group(parts[i]));
      }
      int width = partial ? Integer.parseInt(parts[end]) : full(height);
      return Optional.of(new Tile(height, level, index, width))
          .filter(tile -> tile.path().equals(path));
    } catch (IllegalArgumentException | ArithmeticException notATile) {
      return Optional.empty();
    }
  }

  private static int group(String part) {
    return Integer.parseInt(part.replaceAll("^x|\\.p$", ""));
  }

  private static int full(int height) {
    return height < 1 || height > HIGHEST ? 0 : 1 << height;
  }

  /** Where a database has it, without a leading slash. */
  public String path() {
    var groups = new StringBuilder("%03d".formatted(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      groups.insert(0, "x%03d/".formatted(rest % GROUP));
    }
    return "tile/%d/%s/%s%s"
        .formatted(height, level < 0 ? "data" : "" + level, groups, isFull() ? "" : ".p/" + width);
  }

  public boolean isFull() {
    return width == full(height);
  }

  /** The tile that a partial one becomes. */
  public Tile filled() {
    return new Tile(height, level, index, full(height));
  }

  /** How many bytes it has; only for tiles of hashes. */
  public int bytes() {
    return width * TreeHash.SIZE;
  }
}
