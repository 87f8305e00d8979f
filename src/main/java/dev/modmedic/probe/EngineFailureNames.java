package dev.modmedic.probe;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Redaction;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names failures by diagnosing what {@code go} would have printed, with the knowledge in force. */
public final class EngineFailureNames implements FailureNames {
  /** Below it the engine guesses from a few words, where the probe knows what it was doing. */
  private static final double SURE = 0.5;

  private static final int LONGEST_MESSAGE = 500;

  private final Supplier<Engine> engine;

  public EngineFailureNames(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public Failure named(FailureSource source, @Nullable Phase phase, String log, String otherwise) {
    String code =
        engine.get().diagnose(Inquiry.of(log)).causes().stream()
            .filter(cause -> cause.confidence() >= SURE)
            .map(Finding::code)
            .filter(candidate -> fits(candidate, phase))
            .findFirst()
            .orElse(otherwise);
    return new Failure(source, code, oneLine(log), phase);
  }

  /**
   * Whether a cause can be what went wrong in this phase: words of a connection that ended may be
   * those of a handshake, and the probe saw whether that was over.
   */
  private static boolean fits(String code, @Nullable Phase phase) {
    if (phase == null) {
      return true;
    }
    Set<String> over =
        switch (phase) {
          case RESOLVE -> Set.of();
          case CONNECT, TLS -> Set.of("dns");
          case WAIT, TRANSFER -> Set.of("dns", "tls");
        };
    return !over.contains(code.substring(0, code.indexOf('.')));
  }

  private static String oneLine(String log) {
    String line = Redaction.redact(log).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
  }
}
