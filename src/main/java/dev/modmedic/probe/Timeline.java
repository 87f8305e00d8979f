package dev.modmedic.probe;

import dev.modmedic.go.HashTree;
import dev.modmedic.go.Refused;
import dev.modmedic.go.SumRecord;
import dev.modmedic.go.TileSource;
import dev.modmedic.go.TreeHash;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The growth of one checksum database: each head must contain all that came before. */
final class Timeline {
  private final TileSource tiles;
  private HeadMemory.@Nullable Seen newest;
  private @Nullable HashTree tree;

  /** Begins with a head that was seen earlier, or with none. */
  Timeline(TileSource tiles, HeadMemory.@Nullable Seen earlier) {
    this.tiles = tiles;
    this.newest = earlier;
  }

  /** How a head fits to the newest one so far. */
  sealed interface Fit {
    /** The first head, the same again, or one that grew out of it. */
    record Grown(long by) implements Fit {}

    /** An older head of the same timeline. */
    record Older(long by) implements Fit {}

    /** A smaller head, while the larger tree that was seen can no longer be had. */
    record Shrunk(long by, String why) implements Fit {}

    /**
     * A head of another timeline.
     *
     * @param proof what the larger tree has in place of the smaller one
     */
    record Forked(HeadMemory.Seen older, HeadMemory.Seen newer, TreeHash proof) implements Fit {
      /** What {@code go} prints before it stops. */
      String evidence() {
        return """
        SECURITY ERROR
        go.sum database server misbehavior detected!

        old database:
        %s
        new database:
        %s
        proof of misbehavior:
        	%s
        """
            .formatted(older.note().indent(1), newer.note().indent(1), proof);
      }
    }
  }

  /**
   * Takes a head in, if it fits.
   *
   * @throws Refused if its tree cannot be rebuilt from the tiles
   * @throws IOException if a tile cannot be had
   */
  Fit merge(HeadMemory.Seen seen) throws Refused, IOException, InterruptedException {
    HeadMemory.Seen before = newest;
    if (before == null || seen.head().size() > before.head().size()) {
      return extend(seen, before);
    }
    long by = before.head().size() - seen.head().size();
    if (by == 0) {
      return again(seen, before);
    }
    TreeHash root;
    try {
      root = tree(before).root(seen.head().size());
    } catch (SumDbClient.NoTile unreadable) {
      if (unreadable.isPassing()) {
        throw unreadable;
      }
      return new Fit.Shrunk(by, unreadable.failure().message());
    } catch (Refused gone) {
      return new Fit.Shrunk(by, gone.words());
    }
    return root.equals(seen.head().hash()) ? new Fit.Older(by) : new Fit.Forked(seen, before, root);
  }

  private Fit again(HeadMemory.Seen seen, HeadMemory.Seen before)
      throws Refused, IOException, InterruptedException {
    if (!seen.head().equals(before.head())) {
      return new Fit.Forked(before, seen, seen.head().hash());
    }
    tree(before);
    return new Fit.Grown(0);
  }

  /** The tree below the newest head; a remembered head has none yet. */
  private HashTree tree(HeadMemory.Seen of) throws Refused, IOException, InterruptedException {
    HashTree known = tree;
    if (known == null) {
      known = HashTree.open(of.head(), tiles);
      tree = known;
    }
    return known;
  }

  private Fit extend(HeadMemory.Seen seen, HeadMemory.@Nullable Seen before)
      throws Refused, IOException, InterruptedException {
    HashTree larger = HashTree.open(seen.head(), tiles);
    if (before != null) {
      TreeHash root = larger.root(before.head().size());
      if (!root.equals(before.head().hash())) {
        return new Fit.Forked(before, seen, root);
      }
    }
    long by = before == null ? 0 : seen.head().size() - before.head().size();
    newest = seen;
    tree = larger;
    return new Fit.Grown(by);
  }

  /** The newest head so far; null before the first. */
  HeadMemory.@Nullable Seen newest() {
    return newest;
  }

  /**
   * Holds a record against the newest tree.
   *
   * @throws IllegalStateException before the first head was merged
   */
  void check(SumRecord record) throws Refused, IOException, InterruptedException {
    if (tree == null) {
      throw new IllegalStateException("no head yet");
    }
    tree.check(record);
  }
}
