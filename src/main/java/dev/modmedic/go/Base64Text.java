package dev.modmedic.go;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 as Go decodes it: the padding has to be there, which Java leaves open. */
final class Base64Text {
  private Base64Text() {}

  static Optional<byte[]> decode(String text) {
    if (text.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
