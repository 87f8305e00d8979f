package dev.modmedic.knowledge;

import dev.modmedic.evidence.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which values may stand in a command at all.
 *
 * <p>What a log or an environment says becomes part of a command that somebody pastes, so a value
 * must look like what its name promises: a host like a host, a version like a version. No value may
 * hold a character that a shell obeys inside double quotes, be taken for an option, or hold the
 * mask of a secret, because the command would then set the mask.
 */
public final class CommandValue {
  /** Letters that no code page of Windows turns into a quote or a pipe, and digits. */
  private static final String WORD = "\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lo}\\p{Nd}&&[^\\u01C0-\\u01C3]";

  private static final Pattern HARMLESS = shape("[[" + WORD + "][@._/:+=,~*|?#%\\[\\]{}\\\\ -]]+");
  private static final Pattern HOST = shape("[[" + WORD + "][._:\\[\\]-]]+");
  private static final Pattern PORT = shape("\\p{Nd}{1,5}");
  private static final Pattern PATH = shape("[[" + WORD + "][._~+@/-]]+");
  private static final Pattern VERSION = shape("[[" + WORD + "][._~+/=:@-]]+");
  private static final Pattern URL =
      shape(
          "(?:(?:https?|ssh|git|git\\+ssh|git\\+https)://|[\\w.-]+@[\\w.-]+:(?!:))"
              + "[["
              + WORD
              + "][@._/:+=,~?#%\\[\\]-]]+");
  private static final Pattern PROXY = shape(URL + "|" + HOST);

  /** A path element that leads out of a directory; nobody's cache may be left by {@code rm}. */
  private static final Pattern UPWARDS = Pattern.compile("(?:^|/)\\.\\.(?:/|$)");

  private static final Map<String, Pattern> SHAPES =
      Map.ofEntries(
          Map.entry("host", HOST),
          Map.entry("address", HOST),
          Map.entry("resolver", HOST),
          Map.entry("port", PORT),
          Map.entry("url", URL),
          Map.entry("proxy", PROXY),
          Map.entry("module", PATH),
          Map.entry("mainModule", PATH),
          Map.entry("package", PATH),
          Map.entry("version", VERSION),
          Map.entry("revision", VERSION),
          Map.entry("goversion", VERSION),
          Map.entry("wanted", VERSION),
          Map.entry("found", VERSION));

  private CommandValue() {}

  /** Those of the values that may stand in a command; the others are left out. */
  public static Map<String, String> safe(Map<String, String> values) {
    Map<String, String> safe = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (isSafe(name, value)) {
        safe.put(name, value);
      }
    });
    return safe;
  }

  private static boolean isSafe(String name, String value) {
    Pattern shape = SHAPES.get(name);
    return HARMLESS.matcher(value).matches()
        && !value.startsWith("-")
        && !value.contains(Redaction.MASK)
        && (shape == null || (shape.matcher(value).matches() && !UPWARDS.matcher(value).find()));
  }

  private static Pattern shape(String regex) {
    return Pattern.compile(regex);
  }
}
