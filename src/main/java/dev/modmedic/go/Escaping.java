package dev.modmedic.go;

import java.util.Optional;

/**
 * Case escaping of module paths and versions in proxy URLs and cache files.
 *
 * <p>See <a href="https://go.dev/ref/mod#goproxy-protocol">go.dev/ref/mod#goproxy-protocol</a>.
 */
final class Escaping {
  private Escaping() {}

  static String escape(String plain) {
    var escaped = new StringBuilder(plain.length() + 4);
    plain
        .chars()
        .forEach(c -> {
          if (Letters.isUpper(c)) {
            escaped.append('!').append((char) (c - 'A' + 'a'));
          } else {
            escaped.append((char) c);
          }
        });
    return escaped.toString();
  }

  /** The plain form; empty if an upper-case letter, a stray bang or non-ASCII text is inside. */
  static Optional<String> unescape(String escaped) {
    var plain = new StringBuilder(escaped.length());
    boolean bang = false;
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c >= 0x80 || (bang ? !Letters.isLower(c) : Letters.isUpper(c))) {
        return Optional.empty();
      }
      if (bang) {
        plain.append((char) (c - 'a' + 'A'));
        bang = false;
      } else if (c == '!') {
        bang = true;
      } else {
        plain.append(c);
      }
    }
    return bang ? Optional.empty() : Optional.of(plain.toString());
  }
}
