package dev.modmedic.evidence;

/**
 * Hides secrets in text before it is logged, stored or compared with history.
 *
 * <p>Lines stay lines and only the secret itself is replaced, so a redacted log reads and diagnoses
 * like the original. Redacting twice changes nothing. Time and memory grow with the length of the
 * text alone, whatever it says.
 */
public final class Redaction {
  /** What stands where a secret was. */
  public static final String MASK = "[redacted]";

  /** A mask can show that its neighbour is a secret too; each such step needs one more pass. */
  private static final int MOST_PASSES = 8;

  private Redaction() {}

  /** {@code text} with every secret that is recognised replaced by {@link #MASK}. */
  public static String redact(String text) {
    String redacted = text;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      String again = once(redacted);
      if (again.equals(redacted)) {
        return again;
      }
      redacted = again;
    }
    return redacted;
  }

  private static String once(String text) {
    Masks masks = new Masks(text);
    PrivateKeys.mark(text, masks);
    new SecretScan(text, masks).run();
    return masks.apply();
  }

  /** {@code environment} with the secrets in all its texts replaced, in names as well. */
  public static Environment redact(Environment environment) {
    return new Environment(EnvironmentRedaction.redact(environment.values()));
  }
}
