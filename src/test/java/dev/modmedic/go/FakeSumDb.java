package dev.modmedic.go;

import dev.modmedic.testing.proxy.FakeKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** A checksum database with a key of its own, in which each module is the only record. */
public final class FakeSumDb {
  static final String NAME = "sum.invalid";

  private final FakeKey key = new FakeKey(NAME);

  public String verifierKey() {
    return key.verifierKey();
  }

  public byte[] lookup(String sums) throws GeneralSecurityException {
    String tree =
        "go.sum database tree\n1\n" + Base64.getEncoder().encodeToString(tile(sums)) + "\n";
    return ("0\n" + sums + "\n" + key.note(tree)).getBytes(StandardCharsets.UTF_8);
  }

  /** The one leaf's hash, which is the whole tile and the root as well. */
  public byte[] tile(String sums) throws GeneralSecurityException {
    return sha256(("\0" + sums).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(byte[] data) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(data);
  }
}
