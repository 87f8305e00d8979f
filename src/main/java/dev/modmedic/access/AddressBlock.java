package dev.modmedic.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Addresses with the same beginning: {@code 10.0.0.0/8}, or one address alone. */
record AddressBlock(byte[] start, int prefix) {
  /** Only what nobody can misread: four decimal numbers, or anything with colons. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  AddressBlock {
    start = start.clone();
  }

  /**
   * Reads an address or a block in CIDR notation.
   *
   * @throws IllegalArgumentException if it is neither, in words for whoever wrote it
   */
  static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(text, slash < 0 ? text : text.substring(0, slash));
    byte[] start = address.getAddress();
    int prefix = slash < 0 ? start.length * 8 : prefix(text, slash, start.length * 8);
    AddressBlock block = new AddressBlock(masked(start, prefix), prefix);
    if (!Arrays.equals(block.start, start)) {
      throw new IllegalArgumentException(
          "\"%s\" is not the beginning of a block; the one it lies in is %s"
              .formatted(text, block));
    }
    return block;
  }

  private static InetAddress address(String whole, String literal) {
    if (LITERAL.matcher(literal).matches()) {
      try {
        return InetAddress.ofLiteral(literal);
      } catch (IllegalArgumentException e) {
        // Falls through to the same words as text of another form.
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is neither an IP address nor a block of them such as 10.1.0.0/16 or fd00:1::/32"
            .formatted(whole));
  }

  private static int prefix(String text, int slash, int most) {
    try {
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix >= 0 && prefix <= most) {
        return prefix;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same words as a number out of range.
    }
    throw new IllegalArgumentException(
        "\"%s\" needs a number from 0 to %d behind the slash".formatted(text, most));
  }

  boolean contains(byte[] address) {
    return address.length == start.length && Arrays.equals(masked(address, prefix), start);
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] masked = new byte[address.length];
    for (int bit = 0; bit < prefix; bit++) {
      masked[bit / 8] |= (byte) (address[bit / 8] & 0x80 >> bit % 8);
    }
    return masked;
  }

  /** As it was read, without leading zeros. */
  @Override
  public String toString() {
    return Addresses.text(start) + "/" + prefix;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressBlock block
        && prefix == block.prefix
        && Arrays.equals(start, block.start);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(start) + prefix;
  }
}
