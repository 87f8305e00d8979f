package dev.modmedic.knowledge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all of many literals in one pass over a text, ignoring the case of ASCII letters.
 *
 * <p>Each literal is known by its rarest four characters. The pass hashes every four characters of
 * the text into a bit set and compares the whole literal only where the bit is set, so that its
 * cost hardly depends on how many literals there are. Only the low byte of a character is looked
 * at: characters beyond Latin-1 may be mistaken for others, so a hit is a candidate and a miss is
 * certain. Immutable.
 */
public final class LiteralIndex {
  /** Literals must be at least this long. */
  public static final int SHORTEST = 4;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Sets the bit that tells ASCII capitals from small letters, in all four characters. */
  private static final int FOLD = 0x20202020;

  /** 2^32 divided by the golden ratio, for multiplicative hashing (Knuth, TAOCP 6.4). */
  private static final int GOLDEN = 0x9E3779B1;

  /**
   * With this many bits for each literal, one place in 64 is looked at in vain, and the bits of
   * forty thousand literals still stay in the cache of one core; more bits cost more than they
   * save.
   */
  private static final int BITS_PER_LITERAL = 64;

  private final byte[][] literals;
  private final int[] gramAt;
  private final int shift;
  private final long[] bits;
  private final int slotShift;
  private final int[] slots;
  private final int[] nextInSlot;

  /** An index whose hits name positions in {@code literals}. */
  public LiteralIndex(List<String> literals) {
    this.literals = literals.stream().map(LiteralIndex::folded).toArray(byte[][]::new);
    this.gramAt = new int[this.literals.length];
    int size = Math.max(1, this.literals.length);
    this.shift = Math.max(8, Integer.numberOfLeadingZeros(size * BITS_PER_LITERAL - 1));
    this.bits = new long[Math.max(1, 1 << (32 - shift) >>> 6)];
    this.slotShift = Math.max(8, Integer.numberOfLeadingZeros(size * 4 - 1));
    this.slots = new int[1 << (32 - slotShift)];
    this.nextInSlot = new int[this.literals.length];
    Arrays.fill(slots, -1);
    for (int i = 0; i < this.literals.length; i++) {
      add(i);
    }
  }

  /** Is told about each place where a literal stands. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param literal position of the literal in the list the index was made from
     * @param end offset after its last character
     */
    void hit(int literal, int end);
  }

  /** Reports every occurrence in {@code text}, those of earlier lines first. */
  public void scan(String text, Sink sink) {
    byte[] bytes = lowBytes(text);
    long[] set = bits;
    int by = shift;
    int last = bytes.length - SHORTEST;
    for (int i = 0; i <= last; i++) {
      int hash = ((int) INTS.get(bytes, i) | FOLD) * GOLDEN;
      int bit = hash >>> by;
      if ((set[bit >>> 6] & (1L << bit)) != 0) {
        compare(bytes, i, hash, sink);
      }
    }
  }

  private void compare(byte[] bytes, int at, int hash, Sink sink) {
    for (int i = slots[hash >>> slotShift]; i >= 0; i = nextInSlot[i]) {
      int start = at - gramAt[i];
      if (matches(literals[i], bytes, start)) {
        sink.hit(i, start + literals[i].length);
      }
    }
  }

  private static boolean matches(byte[] literal, byte[] bytes, int start) {
    if (start < 0 || start + literal.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (fold(bytes[start + i]) != literal[i]) {
        return false;
      }
    }
    return true;
  }

  private void add(int index) {
    byte[] literal = literals[index];
    if (literal.length < SHORTEST) {
      throw new IllegalArgumentException("a literal needs four characters");
    }
    gramAt[index] = Rarity.rarest(literal);
    int hash = ((int) INTS.get(literal, gramAt[index]) | FOLD) * GOLDEN;
    int bit = hash >>> shift;
    bits[bit >>> 6] |= 1L << bit;
    nextInSlot[index] = slots[hash >>> slotShift];
    slots[hash >>> slotShift] = index;
  }

  private static byte[] folded(String literal) {
    byte[] bytes = lowBytes(literal);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = fold(bytes[i]);
    }
    return bytes;
  }

  private static byte fold(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  @SuppressWarnings("deprecation") // the one call that keeps one byte for every character
  private static byte[] lowBytes(String text) {
    byte[] bytes = new byte[text.length()];
    text.getBytes(0, text.length(), bytes, 0);
    return bytes;
  }
}
