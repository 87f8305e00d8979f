package dev.modmedic.problem;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param type relative reference to a page about this kind of problem
 * @param instance path of the request
 * @param errors what exactly is wrong, as far as that can be said
 * @param errorId stands in the server's log beside the reason; null unless the fault is ours
 */
@Serdeable
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<Flaw> errors,
    @Nullable String errorId) {
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer JSON pointer of a field of the body, or null
   * @param parameter name of a parameter or header, or null
   */
  @Serdeable
  public record Flaw(@Nullable String pointer, @Nullable String parameter, String detail) {
    public static Flaw at(String pointer, String detail) {
      return new Flaw(pointer, null, detail);
    }

    public static Flaw of(String parameter, String detail) {
      return new Flaw(null, parameter, detail);
    }
  }
}
