package dev.modmedic.go;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree below one head, read tile by tile; every hash it gives follows from the signed one.
 *
 * <p>First come the tiles at the right edge, from which the root is rebuilt; any other tile is held
 * against its parent. Not safe for several threads. See {@code TileHashReader} of
 * golang.org/x/mod/sumdb/tlog.
 */
public final class HashTree {
  /** The height of tiles that every checksum database has. */
  public static final int HEIGHT = 8;

  private static final int WIDTH = 1 << HEIGHT;

  private final TreeHead head;
  private final TileSource source;
  private final Map<Tile, byte[]> verified = new HashMap<>();

  /** The node {@code index} from the left, {@code level} levels above the records. */
  private record Node(int level, long index) {}

  private HashTree(TreeHead head, TileSource source) {
    this.head = head;
    this.source = source;
  }

  /**
   * Rebuilds the root from the tree's right edge.
   *
   * @throws Refused if it is not that of the head, or a tile has not its size
   * @throws IOException if a tile cannot be had
   */
  public static HashTree open(TreeHead head, TileSource source)
      throws Refused, IOException, InterruptedException {
    var tree = new HashTree(head, source);
    if (head.size() == 0) {
      return tree;
    }
    Map<Tile, byte[]> edge = new HashMap<>();
    for (Node node : nodes(head.size())) {
      Tile tile = tree.tileOf(node);
      if (!edge.containsKey(tile)) {
        edge.put(tile, tree.fetch(tile));
      }
    }
    tree.verified.putAll(edge);
    if (!tree.root(head.size()).equals(head.hash())) {
      throw new Refused("downloaded inconsistent tile");
    }
    return tree;
  }

  public TreeHead head() {
    return head;
  }

  /**
   * The hash over the first records, which an older head must have.
   *
   * @param size at most that of the head
   */
  public TreeHash root(long size) throws Refused, IOException, InterruptedException {
    if (size < 0 || size > head.size()) {
      throw new IllegalArgumentException("size " + size + " of " + head.size());
    }
    if (size == 0) {
      return TreeHash.none();
    }
    List<Node> nodes = nodes(size);
    TreeHash root = hash(nodes.getLast());
    for (int i = nodes.size() - 2; i >= 0; i--) {
      root = hash(nodes.get(i)).beside(root);
    }
    return root;
  }

  /**
   * Holds a record against the leaf that bears its number.
   *
   * @throws Refused in go's words, if the tree has another there, or none
   */
  public void check(SumRecord record) throws Refused, IOException, InterruptedException {
    if (record.id() >= head.size()) {
      throw new Refused(
          "cannot validate record %d in tree of size %d".formatted(record.id(), head.size()));
    }
    if (!hash(new Node(0, record.id())).equals(TreeHash.ofRecord(record.text()))) {
      throw new Refused("cannot authenticate record data in server response");
    }
  }

  /** The complete subtrees that a tree of this size consists of, from the left. */
  private static List<Node> nodes(long size) {
    var nodes = new ArrayList<Node>();
    long done = 0;
    for (int level = Long.SIZE - 2; level >= 0; level--) {
      long span = 1L << level;
      if ((size & span) != 0) {
        nodes.add(new Node(level, done >> level));
        done += span;
      }
    }
    return nodes;
  }

  private TreeHash hash(Node node) throws Refused, IOException, InterruptedException {
    byte[] tile = read(tileOf(node));
    int row = node.level % HEIGHT;
    int first = (int) ((node.index << row) % WIDTH);
    return hash(tile, first, 1 << row);
  }

  private static TreeHash hash(byte[] tile, int first, int count) {
    return count == 1
        ? TreeHash.at(tile, first * TreeHash.SIZE)
        : hash(tile, first, count / 2).beside(hash(tile, first + count / 2, count / 2));
  }

  /** The tile that has a node in one of its rows, as wide as this tree makes it. */
  private Tile tileOf(Node node) {
    int level = node.level / HEIGHT;
    return tile(level, (node.index << (node.level % HEIGHT)) / WIDTH);
  }

  private Tile tile(int level, long index) {
    long complete = head.size() >> (level * HEIGHT);
    return new Tile(HEIGHT, level, index, (int) Math.min(WIDTH, complete - index * WIDTH));
  }

  private byte[] read(Tile tile) throws Refused, IOException, InterruptedException {
    byte[] known = verified.get(tile);
    if (known != null) {
      return known;
    }
    // Every partial tile is at the right edge, so this one is full and its parent has its hash.
    byte[] parent = read(tile(tile.level() + 1, tile.index() / WIDTH));
    byte[] bytes = fetch(tile);
    TreeHash expected = hash(parent, (int) (tile.index() % WIDTH), 1);
    if (!hash(bytes, 0, WIDTH).equals(expected)) {
      throw new Refused("downloaded inconsistent tile");
    }
    verified.put(tile, bytes);
    return bytes;
  }

  private byte[] fetch(Tile tile) throws Refused, IOException, InterruptedException {
    byte[] bytes = source.read(tile);
    if (bytes.length != tile.bytes()) {
      throw new Refused(
          "TileReader returned bad result slice (%s len=%d, want %d)"
              .formatted(tile.path(), bytes.length, tile.bytes()));
    }
    return bytes;
  }
}
