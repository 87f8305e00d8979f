package dev.modmedic.problem;

import dev.modmedic.request.RequestKey;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a client can repeat a request without doing it twice. */
public final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * The key with what it was sent with, or null when there is none.
   *
   * @throws ProblemException if it cannot be used
   */
  public static @Nullable RequestKey of(HttpRequest<byte[]> request) {
    List<String> keys = request.getHeaders().getAll(HEADER);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_INVALID, HEADER, "must be 1 to 255 visible ASCII characters");
    }
    String route = BasicHttpAttributes.getUriTemplate(request).orElseGet(request::getPath);
    return new RequestKey(route, keys.getFirst(), hash(request));
  }

  private static String hash(HttpRequest<byte[]> request) {
    MessageDigest digest = sha256();
    digest.update(request.getPath().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    String type = String.valueOf(request.getContentType().orElse(null));
    digest.update(type.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(request.getBody().orElseGet(() -> new byte[0])));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Says that an earlier request under the same key was answered so. */
  public static <T> MutableHttpResponse<T> replayed(MutableHttpResponse<T> response) {
    return response.header(REPLAYED, "true");
  }
}
