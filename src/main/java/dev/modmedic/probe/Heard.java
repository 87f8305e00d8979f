package dev.modmedic.probe;

import dev.modmedic.go.Outcome;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What came back, as {@code go} sorts it: only 200 is good, and 404 and 410 lead elsewhere. */
sealed interface Heard<T> {
  /** The class that go puts it in, before it looks into the content. */
  default Outcome outcome() {
    return switch (this) {
      case Content<T> content -> Outcome.OK;
      case Missing<T> missing -> Outcome.NOT_FOUND;
      case Trouble<T>(Failure failure, @Nullable Integer status, boolean passing) ->
          status == null ? Outcome.TRANSPORT_ERROR : Outcome.HTTP_ERROR;
    };
  }

  /** A 200 and its body. */
  record Content<T>(T body, Exchange.Answered<T> answer) implements Heard<T> {}

  /** "Not here": 404 or 410. */
  record Missing<T>(URI asked, Exchange.Answered<T> answer) implements Heard<T> {}

  /**
   * Anything else.
   *
   * @param status null if no whole answer came
   * @param passing whether it may be otherwise a moment later: the way there, 429 and 5xx
   */
  record Trouble<T>(Failure failure, @Nullable Integer status, boolean passing)
      implements Heard<T> {}
}
