package dev.modmedic.evidence;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows tokens by the prefixes that their makers gave them so that they can be found. */
final class TokenShapes {
  private static final int LONGEST = 8_192;

  private static final List<Shape> SHAPES =
      List.of(
          // GitHub
          shape("gh", "gh[pousr]_[A-Za-z0-9_]{20,255}"),
          shape("github_pat_", "github_pat_[A-Za-z0-9_]{20,255}"),
          // GitLab
          shape("gl", "gl(?:pat|dt|rt|cbt|ptt|ft|soat|oas|imt|agent|rtr|ffct)-[A-Za-z0-9_.-]{16,}"),
          // Bitbucket and Atlassian
          shape("AT", "(?:ATBB[A-Za-z0-9]{20,}|AT[AC]TT3[A-Za-z0-9_=-]{20,})"),
          // Amazon
          shape("AKIA", "AKIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
          shape("ASIA", "ASIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
          // Google
          shape("AIza", "AIza[A-Za-z0-9_-]{35}"),
          shape("ya29", "ya29\\.[A-Za-z0-9_-]{20,}"),
          shape("GOCSPX", "GOCSPX-[A-Za-z0-9_-]{20,}"),
          shape("1//0", "1//0[A-Za-z0-9_-]{30,}"),
          // Slack
          shape("xox", "xox[abeoprs](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}"),
          shape("xapp", "xapp-[A-Za-z0-9-]{20,}"),
          // package registries
          shape("npm_", "npm_[A-Za-z0-9]{30,}"),
          shape("pypi-", "pypi-[A-Za-z0-9_-]{30,}"),
          shape("dckr_", "dckr_[a-z]{2,8}_[A-Za-z0-9_-]{20,}"),
          shape("AKCp", "AKCp[A-Za-z0-9]{50,}"),
          shape("cmVmdGtu", "cmVmdGtu[A-Za-z0-9]{30,}"),
          // clouds and services
          shape("dop_v1_", "dop_v1_[a-f0-9]{40,}"),
          shape("hf_", "hf_[A-Za-z0-9]{30,}"),
          shape("hvs.", "hvs\\.[A-Za-z0-9_-]{20,}"),
          shape("sk-", "sk-(?:(?:ant|proj)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{20,})"),
          shape("sk_live_", "sk_live_[A-Za-z0-9]{16,}"),
          shape("sha256~", "sha256~[A-Za-z0-9_-]{30,}"),
          // JSON Web Token (RFC 7519): header, claims, and a signature unless it is cut off
          shape("eyJ", "(?<!-)eyJ[A-Za-z0-9_-]{8,512}+\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?"));

  /** Azure DevOps: 52 characters of base 32, or 84 with a signature inside. */
  private static final Shape AZURE =
      shape("", "(?:(?=[a-z]*[2-7])[a-z2-7]{52}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])");

  /** The first two characters of all prefixes: hardly a word gets past these. */
  private static final BitSet STARTS = new BitSet(128 * 128);

  static {
    SHAPES.forEach(shape -> STARTS.set(start(shape.prefix(), 0)));
  }

  private TokenShapes() {}

  /** The end of the token that starts a word at {@code from}; {@code from} when none does. */
  static int endOfToken(String text, int from) {
    if (!STARTS.get(start(text, from))) {
      return from;
    }
    int end = from;
    for (Shape shape : SHAPES) {
      if (end == from && text.startsWith(shape.prefix(), from)) {
        end = shape.end(text, from);
      }
    }
    return end;
  }

  /** The two characters at {@code from} as one number; 0 when they are none of ASCII. */
  private static int start(String text, int from) {
    int second = from + 1 < text.length() ? text.charAt(from + 1) : 0;
    int start = text.charAt(from) << 7 | second;
    return second < 128 && start < 128 * 128 ? start : 0;
  }

  /** As {@link #endOfToken}, for a word whose length says that it may be one without a prefix. */
  static int endOfLongWord(String text, int from) {
    return AZURE.end(text, from);
  }

  private static Shape shape(String prefix, String pattern) {
    return new Shape(prefix, Pattern.compile(pattern));
  }

  private record Shape(String prefix, Pattern pattern) {
    int end(String text, int from) {
      // The shape may ask what stands before it.
      Matcher matcher =
          pattern
              .matcher(text)
              .useTransparentBounds(true)
              .region(from, Math.min(text.length(), from + LONGEST));
      return matcher.lookingAt() ? matcher.end() : from;
    }
  }
}
