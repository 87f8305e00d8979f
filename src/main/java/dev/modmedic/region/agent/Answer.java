package dev.modmedic.region.agent;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server answered, or somebody in its place. */
record Answer(int status, String contentType, byte[] body) {
  private static final int LONGEST_WORDS = 300;

  /**
   * @throws IOException if the body cannot be unpacked
   */
  static Answer of(HttpResponse<byte[]> response, int most) throws IOException {
    boolean packed =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        packed ? Gzip.unpack(response.body(), most) : response.body());
  }

  /**
   * Whether the server itself refuses the token; what merely stands in between, such as a sign-in
   * page, tells no problem.
   */
  boolean isRefusal() {
    return (status == 401 || status == 403) && isProblem();
  }

  private boolean isProblem() {
    return contentType.toLowerCase(Locale.ROOT).startsWith("application/problem+json");
  }

  Map<String, @Nullable Object> json() throws IOException {
    return Json.read(body);
  }

  /** One line for people: the problem's detail, if it is one. */
  String words() {
    if (isProblem()) {
      try {
        Map<String, @Nullable Object> problem = json();
        Object words = problem.get("detail") == null ? problem.get("title") : problem.get("detail");
        return shortened(String.valueOf(words));
      } catch (IOException e) {
        // Told as something that is no problem.
      }
    }
    return status == 404
        ? "there is no ModMedic with agents at this address"
        : "not what a ModMedic server says (%s)"
            .formatted(contentType.isEmpty() ? "no content type" : shortened(contentType));
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
  }
}
