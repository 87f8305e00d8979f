package dev.modmedic.evidence;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides secrets in text before it is logged, stored or compared with history.
 *
 * <p>Line structure is kept and only the secret itself is replaced, so a redacted log reads and
 * diagnoses like the original. Redacting twice changes nothing.
 */
public final class Redaction {
  /** What stands where a secret was. */
  public static final String MASK = "[redacted]";

  private static final List<Rule> RULES =
      List.of(
          // user info in URLs (RFC 3986, section 3.2.1); what go already masked stays
          rule(
              "(?i)(\\b[a-z][a-z0-9+.-]{1,20}://[^/\\s:@'\"]{0,256}:)(?!x{5}@|\\*{3}@|\\[redacted\\]@)[^/\\s@'\"]{1,512}(@)"),
          rule("(?i)(\\bhttps?://)(?!\\[redacted\\]@|git@)[^/\\s:@'\"]{20,512}(@)"),
          // RFC 9110 credentials and cookies
          rule(
              "(?i)(\\b(?:proxy-)?authorization\\s*[:=]\\s*[\"']?(?:basic|bearer|token|digest|negotiate)\\s+)[^\\s\"',]{4,4096}()"),
          rule(
              "(?i)(\\b(?:proxy-)?authorization\\s*[:=]\\s*[\"']?)(?!(?:basic|bearer|token|digest|negotiate)\\s|\\[redacted\\])[^\\s\"',]{4,4096}()"),
          rule("(?i)(\\b(?:set-)?cookie\\s*:\\s*)(?!\\[redacted\\])[^\\r\\n]{1,8192}()"),
          rule(
              "(?i)(\\b(?:private-token|job-token|x-api-key|x-auth-token)\\s*[:=]\\s*[\"']?)[^\\s\"',]{4,4096}()"),
          // netrc
          rule("(?i)(\\blogin\\s+\\S{1,256}\\s+password\\s+)\\S{1,512}()"),
          // assignments of well-known secret names
          rule(
              "(?i)(\\b[\\w-]{0,64}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\"']?\\s*[=:]\\s*[\"']?)(?!\\[redacted\\]|\\$|<|x{5})[^\\s\"',;&]{6,4096}()"),
          rule(
              "()(?<=[?&](?:access_token|private_token|token|sig|signature|X-Amz-Signature|X-Goog-Signature)=)[^&\\s\"']{4,4096}()"),
          // token shapes of the large forges and clouds
          rule("()\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})()"),
          rule("()\\b(?:glpat|gldt|glrt|glcbt|glptt|glft|glsoat|gloas)-[A-Za-z0-9_.-]{16,255}()"),
          rule("()\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b()"),
          rule(
              "()\\b(?:xox[abprs]-[A-Za-z0-9-]{10,255}|npm_[A-Za-z0-9]{30,255}|hf_[A-Za-z0-9]{30,255}|ATBB[A-Za-z0-9]{20,255}|ATCTT3[A-Za-z0-9_=-]{20,512}|dop_v1_[a-f0-9]{40,80}|pypi-[A-Za-z0-9_-]{30,512}|AIza[A-Za-z0-9_-]{35}|sk-[A-Za-z0-9_-]{20,255}|ya29\\.[A-Za-z0-9_-]{20,512})()"),
          rule("()\\beyJ[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,4096}()"));

  /** The body of a PEM block (RFC 7468) that holds a private key. */
  private static final Pattern PEM_BODY =
      Pattern.compile(
          "(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)([\\s\\S]{1,16384}?)(-----END [A-Z"
              + " ]{0,40}PRIVATE KEY-----|\\z)");

  private static final Pattern NOT_LINE_END = Pattern.compile("[^\\r\\n]+");

  private Redaction() {}

  /** {@code text} with every secret that is recognised replaced by {@link #MASK}. */
  public static String redact(String text) {
    String redacted = text;
    for (Rule rule : RULES) {
      redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
    }
    return redacted.contains("PRIVATE KEY-----")
        ? PEM_BODY
            .matcher(redacted)
            .replaceAll(m ->
                java.util.regex.Matcher.quoteReplacement(
                    m.group(1)
                        + NOT_LINE_END.matcher(m.group(2)).replaceAll("[redacted]")
                        + m.group(3)))
        : redacted;
  }

  /** {@code environment} with the secrets in all its texts replaced, in names as well. */
  public static Environment redact(Environment environment) {
    return new Environment(EnvironmentRedaction.redact(environment.values()));
  }

  private static Rule rule(String pattern) {
    return new Rule(Pattern.compile(pattern), "$1[redacted]$2");
  }

  private record Rule(Pattern pattern, String replacement) {}
}
