package dev.modmedic.go;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads GOSUMDB values; verifier keys as {@code NewVerifier} of golang.org/x/mod/sumdb/note. */
final class SumDbReader {
  private static final String KNOWN =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  private static final String ALIAS = "sum.golang.google.cn";
  private static final byte ED25519 = 1;

  private SumDbReader() {}

  static SumDb read(String value) {
    if (value.equals("off")) {
      return new SumDb.Off();
    }
    String expanded = value.equals(ALIAS) ? SumDb.DEFAULT + " https://" + ALIAS : value;
    List<String> fields =
        Arrays.stream(expanded.split("\\s+")).filter(field -> !field.isEmpty()).toList();
    if (fields.isEmpty()) {
      return new SumDb.Invalid("missing GOSUMDB");
    }
    if (fields.size() > 2) {
      return new SumDb.Invalid("invalid GOSUMDB: too many fields");
    }
    String key = fields.getFirst().equals(SumDb.DEFAULT) ? KNOWN : fields.getFirst();
    String problem = keyProblem(key);
    if (!problem.isEmpty()) {
      return new SumDb.Invalid("invalid GOSUMDB: " + problem);
    }
    return database(key.substring(0, key.indexOf('+')), fields.size() > 1 ? fields.get(1) : "");
  }

  private static SumDb database(String name, String url) {
    try {
      GoUrl direct = GoUrl.parse("https://" + name);
      boolean plain =
          !name.endsWith("/")
              && direct.userInfo().isEmpty()
              && direct.query().isEmpty()
              && !direct.host().isEmpty()
              && !name.contains("#")
              && !name.contains("?")
              && !name.contains("%");
      if (!plain) {
        return new SumDb.Invalid("invalid sumdb name (must be host[/path]): " + name);
      }
    } catch (GoUrl.Malformed refused) {
      return new SumDb.Invalid("invalid sumdb name (must be host[/path]): " + name);
    }
    try {
      return new SumDb.Database(name, url.isEmpty() ? "" : GoUrl.parse(url).toString());
    } catch (GoUrl.Malformed refused) {
      return new SumDb.Invalid("invalid GOSUMDB URL: " + refused.getMessage());
    }
  }

  private static String keyProblem(String key) {
    String[] parts = key.split("\\+", 3);
    if (parts.length < 3 || parts[0].isEmpty() || !parts[1].matches("[0-9A-Fa-f]{8}")) {
      return "malformed verifier id";
    }
    byte[] publicKey;
    try {
      publicKey = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException notBase64) {
      return "malformed verifier id";
    }
    if (publicKey.length == 0) {
      return "malformed verifier id";
    }
    if (hash(parts[0], publicKey) != (int) HexFormat.fromHexDigitsToLong(parts[1])) {
      return "invalid verifier hash";
    }
    if (publicKey[0] != ED25519) {
      return "unknown verifier algorithm";
    }
    return publicKey.length == 33 ? "" : "malformed verifier id";
  }

  private static int hash(String name, byte[] key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(sha256.digest(key)).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
