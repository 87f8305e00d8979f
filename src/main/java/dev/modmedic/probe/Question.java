package dev.modmedic.probe;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request of a try.
 *
 * @param budget the longest it should take; it gets less if less is left
 * @param maxBytes of the body
 * @param sumDb whether it is one to a checksum database, so that trouble is told as such
 */
record Question(
    URI url, Map<String, String> headers, Duration budget, long maxBytes, boolean sumDb) {
  Question {
    headers = Map.copyOf(headers);
  }

  /** What {@code go} prints for an answer that is no 200. */
  String trouble(int status, String said) {
    return (sumDb ? "verifying module: " : "") + GoWords.reading(url, status, said);
  }

  /** What broke an exchange off, as trouble of the server that was asked. */
  Failure told(Failure broken) {
    boolean odd = broken.code().equals("http.unexpected-answer") || broken.isOf("goproxy");
    return odd ? broken.as(sumDb ? "checksum.sumdb-unreachable" : "goproxy.bad-response") : broken;
  }

  /** The code for such an answer, where what was said names none. */
  String code(int status) {
    String code = GoWords.code(status);
    return sumDb && code.startsWith("goproxy.") ? "checksum.sumdb-unreachable" : code;
  }
}
