package dev.modmedic.go;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What notes are verified with: {@code name+hash+key}, Ed25519.
 *
 * <p>See {@code NewVerifier} of golang.org/x/mod/sumdb/note.
 *
 * @param name of the signer, without spaces and plus signs
 * @param hash tells several keys of one signer apart
 * @param key the 32 bytes of the public key, in hexadecimal
 */
public record VerifierKey(String name, int hash, String key) {
  private static final Pattern SYNTAX = Pattern.compile("([^+]*)\\+([0-9A-Fa-f]{8})\\+(.*)");
  private static final byte ED25519 = 1;

  /** An Ed25519 key in the form that Java reads begins with this. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /**
   * Reads a verifier key.
   *
   * @throws Refused in go's words, if go would refuse it
   */
  public static VerifierKey parse(String text) throws Refused {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches() || !isName(parts.group(1))) {
      throw new Refused("malformed verifier id");
    }
    String name = parts.group(1);
    int hash = (int) HexFormat.fromHexDigitsToLong(parts.group(2));
    byte[] key =
        Base64Text.decode(parts.group(3))
            .filter(bytes -> bytes.length > 0)
            .orElseThrow(() -> new Refused("malformed verifier id"));
    if (hashOf(name, key) != hash) {
      throw new Refused("invalid verifier hash");
    }
    if (key[0] != ED25519) {
      throw new Refused("unknown verifier algorithm");
    }
    if (key.length != 33) {
      throw new Refused("malformed verifier id");
    }
    return new VerifierKey(name, hash, HexFormat.of().formatHex(key, 1, key.length));
  }

  /** Whether a signer may be called so. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('+') < 0
        && name.codePoints().noneMatch(VerifierKey::isSpace);
  }

  // Java's and Go's notions of white space differ in the no-break spaces and in next line.
  private static boolean isSpace(int c) {
    return c == 0x85 || Character.isSpaceChar(c) || (c >= '\t' && c <= '\r');
  }

  private static int hashOf(String name, byte[] key) {
    byte[] all = Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), key);
    return ByteBuffer.wrap(all).getInt();
  }

  /** Whether this key made the signature. */
  boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey());
      verifier.update(text);
      return verifier.verify(signature);
    } catch (GeneralSecurityException noKeyOrNoSignature) {
      return false;
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
    System.arraycopy(HexFormat.of().parseHex(key), 0, encoded, X509_PREFIX.length, 32);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** How go names a key in its messages: {@code name+hash}. */
  String id() {
    return "%s+%08x".formatted(name, hash);
  }
}
