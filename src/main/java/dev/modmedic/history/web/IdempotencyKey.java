package dev.modmedic.history.web;

import dev.modmedic.history.RequestKey;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a client can repeat a request without doing it twice. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /** The key with what it was sent with, or null when there is none. */
  static @Nullable RequestKey of(HttpRequest<?> request, RequestBody body) {
    List<String> keys = request.getHeaders().getAll(HEADER);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_INVALID, HEADER, "must be 1 to 255 visible ASCII characters");
    }
    return new RequestKey(keys.getFirst(), hash(request, body));
  }

  private static String hash(HttpRequest<?> request, RequestBody body) {
    MessageDigest digest = Digests.sha256();
    digest.update(request.getPath().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(String.valueOf(body.mediaType()).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(body.bytes()));
  }
}
