package dev.modmedic.region.web;

import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.region.WatchStore.Key;
import io.micronaut.http.HttpRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a client can repeat a request without making two targets. */
final class TargetKey {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private TargetKey() {}

  /** The key with what it was sent with, or null when there is none. */
  static @Nullable Key of(HttpRequest<byte[]> request) {
    List<String> keys = request.getHeaders().getAll(HEADER);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_INVALID, HEADER, "must be 1 to 255 visible ASCII characters");
    }
    return new Key(keys.getFirst(), hash(request.getBody().orElseGet(() -> new byte[0])));
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
