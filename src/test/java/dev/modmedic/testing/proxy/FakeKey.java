package dev.modmedic.testing.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A key that signs notes under a name, made anew for each test. */
public final class FakeKey {
  private final String name;
  private final KeyPair keys;
  private final byte[] publicKey;

  public FakeKey(String name) {
    this.name = name;
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    publicKey = ByteBuffer.allocate(33).put((byte) 1).put(raw).array();
  }

  public String name() {
    return name;
  }

  /** {@code name+hash+key}, as GOSUMDB takes it. */
  public String verifierKey() {
    return "%s+%08x+%s"
        .formatted(
            name,
            ByteBuffer.wrap(keyHash()).getInt(),
            Base64.getEncoder().encodeToString(publicKey));
  }

  /** The text, a blank line and one signature. */
  public String note(String text) {
    return text + "\n" + signatureLine(text);
  }

  /** The line that signs a text, with its newline. */
  public String signatureLine(String text) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(keys.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] blob = ByteBuffer.allocate(68).put(keyHash()).put(signer.sign()).array();
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(blob) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key signs anything", e);
    }
  }

  private byte[] keyHash() {
    return Arrays.copyOf(Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), publicKey), 4);
  }
}
