package dev.modmedic.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises what build tools and CI services put in front of a command's own line.
 *
 * <p>Each alternative takes at most the one blank that the tool itself adds, so that the
 * indentation of the command's output survives.
 */
final class WrapperPrefix {
  private static final int DEEPEST_NESTING = 6;
  private static final int LONGEST = 200;

  private static final Pattern PREFIX =
      Pattern.compile(
          String.join(
              "|",
              // gh run view: job, step and time in columns
              "[^\\t\\n]{1,60}\\t[^\\t\\n]{1,60}\\t(?=\\uFEFF?\\d{4}-\\d\\d-\\d\\dT)",
              // ISO and Go log timestamps; GitLab adds a stream tag such as 00O or 00O+
              "\\uFEFF?\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?"
                  + "(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?(?: \\d\\d[OE]\\+?)?[ \\t]",
              // TeamCity has a severity behind the time
              "\\[\\d\\d:\\d\\d:\\d\\d\\][A-Za-z ]?:[ \\t]+",
              "[\\[(]?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?[\\])]?(?: {2}(?! )|[ \\t])",
              "\\[?\\d{1,2}:\\d\\d(?::\\d\\d)? [AP]M\\]?[ \\t]",
              "\\d\\d:\\d\\d\\t",
              "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:GMT|UTC) ",
              // syslog and journald, klog, seconds since 1970
              "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d (?:[\\w.-]+ [\\w./@-]+(?:\\[\\d+\\])?:"
                  + " )?",
              "[IWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ [\\w.-]+:\\d+\\] ",
              "\\d{10}\\.\\d{1,6} ",
              // BuildKit: step number and seconds; the excerpt after a failure has seconds only
              "#\\d+ (?:\\d+\\.\\d+ |ERROR: )?",
              "\\d{1,5}\\.\\d{1,3} ",
              "\\s*(?:=> )+(?:# )?",
              "\\d{1,4} *: \\[[\\d.ms]+\\] \\| ",
              // docker compose, act and Earthly; the excerpts of Docker and gcc have line numbers
              "\\s*(?!\\d+ *\\|)[\\w./:@+-]{1,60}(?: \\*failed\\*)?\\s*\\| ",
              "\\[[\\w ./-]{1,60}\\](?:\\s*\\| | ?)",
              "\\[[A-Za-z][\\w ./-]{0,50}:\\d+\\] ",
              "##\\[\\w+\\]|::\\w+::",
              "Step #\\d+(?: - \"[^\"\\n]{1,60}\")?: ",
              "remote: {3,}",
              // a record with the message as its last or longest field
              "\\{(?:\"[\\w@.-]{1,40}\": ?(?:\"[^\"\\n]{0,80}\"|[\\w.+-]{1,40}), ?){0,8}"
                  + "\"(?:log|msg|message|Output|output|error|Error|stderr|text|line)\": ?\"",
              "(?:[\\w.]{1,30}=(?:\"[^\"\\n]{0,80}\"|[^\\s\"]{1,80}) ){0,6}"
                  + "(?:msg|message|error|err|output|stderr)=\"",
              // PowerShell puts the name of the program in front of its first line of errors
              "(?:go|git|make|mage|task|docker|golangci-lint)(?:\\.exe|\\.cmd)? : (?=\\S)",
              // a severity, a bullet or a blank margin, where go itself speaks behind it
              "\\[?(?:ERROR|Error|error|ERR|FATA|FATAL|WARN|INFO|DEBUG)\\]?:? +(?=go:"
                  + " |\\S+\\.go:\\d)",
              "\\s*[-*+] (?=go: |go (?:mod|get|install|build): |\\S+\\.go:\\d|verifying |package )",
              "\\s*\\d{1,2}[.)] (?=go: |\\S+\\.go:\\d)",
              "[ \\t]+(?=go: )",
              "\\s*[\\u2022\\u2502\\u2503\\u2500\\u251c\\u2514\\u2a2f\\u00d7\\u2713\\u2714\\u2717\\u2718]+"
                  + " +",
              "[`*]{1,3}(?=go: |go (?:mod|get|install|build): )",
              // nix: the margin of an excerpt, the name of a package
              " {2,}>(?: |$)",
              "[\\w.+-]{2,80}> (?=go: |\\S+\\.go:\\d|\\s)",
              // quotes and comments
              "(?:> ?)+(?=[^>\\s]|\\t| {2})",
              "//+ "));

  private WrapperPrefix() {}

  /** The offset in {@code [start, end]} at which the command's own text begins. */
  static int end(String text, int start, int end) {
    if (start == end || !mayBePrefix(text, start)) {
      return start;
    }
    Matcher matcher = PREFIX.matcher(text);
    int at = start;
    for (int i = 0; i < DEEPEST_NESTING && at < end; i++) {
      matcher.region(at, Math.min(end, at + LONGEST));
      if (!matcher.lookingAt() || matcher.end() == at) {
        break;
      }
      at = matcher.end();
    }
    return at;
  }

  /** Go's own lines start with {@code go: } or a tab: no tool's do, so they cost nothing. */
  private static boolean mayBePrefix(String text, int start) {
    return text.charAt(start) == '\t'
        ? text.startsWith("go: ", start + 1)
        : !text.startsWith("go: ", start);
  }
}
