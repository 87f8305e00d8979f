package dev.modmedic.wiring;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Arrays;
import java.util.List;

/** Spares clients what they already have (RFC 9110, section 13.1.2). */
@ServerFilter("/**")
final class ConditionalGet {
  @ResponseFilter
  void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String tag = response.getHeaders().get(HttpHeaders.ETAG);
    if (tag != null && isRead(request.getMethod()) && response.status() == HttpStatus.OK) {
      List<String> known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
      if (known.stream().anyMatch(header -> holds(header, tag))) {
        response.status(HttpStatus.NOT_MODIFIED).body(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
      }
    }
  }

  private static boolean isRead(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  private static boolean holds(String header, String tag) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
  }

  /** Weak comparison: the mark of weakness does not count. */
  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
