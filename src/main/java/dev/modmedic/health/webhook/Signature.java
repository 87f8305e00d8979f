package dev.modmedic.health.webhook;

import dev.modmedic.health.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows a receiver that a message is ours, and when it was sent. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * The value of {@code ModMedic-Signature}: over the seconds, a dot, and the body, once with each
   * secret in force.
   */
  static String of(Secrets secrets, Instant sent, String body) {
    long seconds = sent.getEpochSecond();
    return secrets.at(sent).stream()
        .map(secret -> ",v1=" + hmac(secret, seconds + "." + body))
        .collect(Collectors.joining("", "t=" + seconds, ""));
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
