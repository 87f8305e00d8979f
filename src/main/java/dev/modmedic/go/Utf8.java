package dev.modmedic.go;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that are signed: strict UTF-8, and no control characters but newlines. */
final class Utf8 {
  private Utf8() {}

  /** The text; empty if a byte is not UTF-8 or a character may not be signed. */
  static Optional<String> signable(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().anyMatch(c -> c < 0x20 && c != '\n')
          ? Optional.empty()
          : Optional.of(text);
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
