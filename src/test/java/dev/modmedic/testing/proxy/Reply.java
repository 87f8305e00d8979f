package dev.modmedic.testing.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer of a fake server.
 *
 * @param delay before the first byte
 * @param missing bytes that the head promises beyond the body; the connection ends without them
 */
public record Reply(
    int status, Map<String, String> headers, byte[] body, Duration delay, int missing) {
  public static final Reply NOT_FOUND = text(404, "not found");

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply bytes(byte[] body) {
    return new Reply(
        200, Map.of("Content-Type", "application/octet-stream"), body, Duration.ZERO, 0);
  }

  public static Reply json(String body) {
    return text(200, body).with("Content-Type", "application/json");
  }

  public static Reply text(int status, String body) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        body.getBytes(StandardCharsets.UTF_8),
        Duration.ZERO,
        0);
  }

  /** What a captive portal or a confused gateway sends. */
  public static Reply html() {
    return text(200, "<!DOCTYPE html><html><body>Please sign in.</body></html>\n")
        .with("Content-Type", "text/html; charset=utf-8");
  }

  public static Reply redirect(String location) {
    return text(302, "").with("Location", location);
  }

  public Reply with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body, delay, missing);
  }

  public Reply withBody(byte[] other) {
    return new Reply(status, headers, other, delay, missing);
  }

  public Reply after(Duration longer) {
    return new Reply(status, headers, body, longer, missing);
  }

  /** The same answer, broken off in the middle. */
  public Reply cut() {
    return new Reply(status, headers, body, delay, 1_000);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
