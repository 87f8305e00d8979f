package dev.modmedic.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Addresses as bytes: their text, and the IPv4 addresses that hide in IPv6 ones. */
final class Addresses {
  private static final AddressBlock MAPPED =
      new AddressBlock(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);
  private static final AddressBlock COMPATIBLE = new AddressBlock(new byte[16], 96);
  private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

  private Addresses() {}

  static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address of 4 or 16 bytes", e);
    }
  }

  /** The same address as IPv4 if it is only written as IPv6. */
  static byte[] unmapped(byte[] address) {
    return MAPPED.contains(address) ? Arrays.copyOfRange(address, 12, 16) : address;
  }

  /** The IPv4 address that packets to this IPv6 address end up at. */
  static Optional<byte[]> embedded(byte[] address) {
    if (NAT64.contains(address) || COMPATIBLE.contains(address)) {
      return Optional.of(Arrays.copyOfRange(address, 12, 16));
    }
    return SIX_TO_FOUR.contains(address)
        ? Optional.of(Arrays.copyOfRange(address, 2, 6))
        : Optional.empty();
  }
}
