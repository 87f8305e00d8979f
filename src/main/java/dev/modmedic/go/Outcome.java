package dev.modmedic.go;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one request or command, in the classes that the go command tells apart.
 *
 * <p>Only {@code 404} and {@code 410} mean "not exist" for a proxy; see {@code HTTPError.Is} in
 * {@code web/api.go}.
 */
public enum Outcome {
  /** Answered, and the content is usable. */
  OK,
  /** Status 404 or 410, a missing file, no such revision. */
  NOT_FOUND,
  /** Any other status but 200. */
  HTTP_ERROR,
  /** No whole answer: name resolution, connection, TLS, time-out, a body that breaks off. */
  TRANSPORT_ERROR,
  /** A whole answer with status 200 that is not what it should be, or not what go.sum says. */
  BAD_CONTENT;

  /** Whether go takes this for an error. */
  public boolean isFailure() {
    return this != OK;
  }

  /** As it stands in the API: {@code not-found}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reverse of {@link #word()}. */
  public static Optional<Outcome> ofWord(String word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
  }

  /** Whether go goes on behind a comma. */
  public boolean isNotExist() {
    return this == NOT_FOUND;
  }
}
