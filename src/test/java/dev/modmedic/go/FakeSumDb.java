package dev.modmedic.go;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A checksum database with a key of its own, in which each module is the only record. */
public final class FakeSumDb {
  static final String NAME = "sum.invalid";

  private final KeyPair keys;
  private final byte[] publicKey;

  public FakeSumDb() throws GeneralSecurityException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = keys.getPublic().getEncoded();
    publicKey =
        join(new byte[] {1}, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  public String verifierKey() throws GeneralSecurityException {
    return "%s+%08x+%s"
        .formatted(
            NAME,
            ByteBuffer.wrap(keyHash()).getInt(),
            Base64.getEncoder().encodeToString(publicKey));
  }

  public byte[] lookup(String sums) throws GeneralSecurityException {
    String tree =
        "go.sum database tree\n1\n" + Base64.getEncoder().encodeToString(tile(sums)) + "\n";
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(tree.getBytes(StandardCharsets.UTF_8));
    String signature = Base64.getEncoder().encodeToString(join(keyHash(), signer.sign()));
    String text = "0\n" + sums + "\n" + tree + "\n\u2014 " + NAME + " " + signature + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The one leaf's hash, which is the whole tile and the root as well. */
  public byte[] tile(String sums) throws GeneralSecurityException {
    return sha256(join(new byte[] {0}, sums.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] keyHash() throws GeneralSecurityException {
    byte[] hash = sha256(join((NAME + "\n").getBytes(StandardCharsets.UTF_8), publicKey));
    return Arrays.copyOf(hash, 4);
  }

  static byte[] sha256(byte[] data) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(data);
  }

  private static byte[] join(byte[] first, byte[] second) {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
