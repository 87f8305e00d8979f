package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
  private static final String ERROR = "dial tcp: lookup proxy.example.net: no such host";

  @Test
  void aPlainLogIsReadAsItIs() {
    LogText log = LogText.of("first\nsecond\r\n\tthird");

    assertThat(log.lineCount()).isEqualTo(3);
    assertThat(log.line(1).text()).isEqualTo("second");
    assertThat(log.line(2).text()).isEqualTo("\tthird");
  }

  @Test
  void anEmptyLogHasOneEmptyLine() {
    LogText log = LogText.of("");

    assertThat(log.lineCount()).isEqualTo(1);
    assertThat(log.line(0).text()).isEmpty();
  }

  @Test
  void terminalCodesGoAndPositionsStay() {
    LogText log = LogText.of("ok\n\u001b[31mgo: \u001b[1m" + ERROR + "\u001b[0m\n");

    assertThat(log.line(1).text()).isEqualTo("go: " + ERROR);
    Span span = spanOf(log, ERROR);
    assertThat(span.line()).isEqualTo(2);
    assertThat(span.column()).isEqualTo(14);
    assertThat(span.endColumn()).isEqualTo(14 + ERROR.length());
  }

  @Test
  void aReturningCarriageStartsANewLine() {
    LogText log = LogText.of("10%\r50%\rgo: " + ERROR + "\r\n");

    assertThat(log.line(2).text()).isEqualTo("go: " + ERROR);
    assertThat(spanOf(log, ERROR).line()).isEqualTo(1);
  }

  @Test
  void anEscapedBlockIsUnfoldedAndLeadsBackToItsLine() {
    String posted =
        "ok\n"
            + "{\"msg\": \"go: a@v1.0.0: reading x: 410 Gone\\n\\tserver response: not"
            + " \\\"here\\\"\"}\n";

    LogText log = LogText.of(posted);

    assertThat(log.line(2).text()).startsWith("\tserver response: not \"here\"");
    Span span = spanOf(log, "server response");
    assertThat(span.line()).isEqualTo(2);
    assertThat(posted.lines().toList().get(1).substring(span.column() - 1))
        .startsWith("server resp");
  }

  @Test
  void aWindowsPathIsNoEscapedBlock() {
    String posted = "open C:\\new\\table\\go.mod: The system cannot find the path specified.";

    assertThat(LogText.of(posted).text()).isEqualTo(posted);
  }

  @Test
  void aHardWrapIsMendedAndKeepsPositions() {
    String message =
        "go: example.com/module@v1.2.3: Get \"https://proxy.example.net/example.com/module/@v/"
            + "v1.2.3.info\": dial tcp: lookup proxy.example.net on 192.0.2.53:53: no such host";
    int width = 70;
    String posted =
        message.substring(0, width)
            + "\n"
            + message.substring(width, 2 * width)
            + "\n"
            + message.substring(2 * width)
            + "\n";

    LogText log = LogText.of(posted);

    assertThat(log.line(0).text()).isEqualTo(message);
    assertThat(spanOf(log, "example.com/module@").line()).isEqualTo(1);
    assertThat(spanOf(log, "lookup proxy").line()).isEqualTo(2);
    assertThat(spanOf(log, "host").line()).isEqualTo(3);
  }

  @Test
  void aWrapInTheMiddleOfAUrlIsMended() {
    String posted =
        "go: example.com/module@v1.2.3: Get \"https://proxy.example.net/example.com/mod\n"
            + "ule/@v/v1.2.3.info\": dial tcp: lookup proxy.example.net on 192.0.2.53:53: no such"
            + " host\n";

    LogText log = LogText.of(posted);

    assertThat(log.line(0).text()).contains("example.com/module/@v/v1.2.3.info\": dial tcp");
    assertThat(spanOf(log, "ule/@v").line()).isEqualTo(2);
    assertThat(spanOf(log, "ule/@v").column()).isEqualTo(1);
  }

  @Test
  void aWrapBehindAWordThatEndsNoMessageIsMended() {
    LogText log = LogText.of("go: x: module x: Get\nhttps://proxy.example.net/x/@v/list: EOF\n");

    assertThat(log.line(0).text())
        .isEqualTo("go: x: module x: Get https://proxy.example.net/x/@v/list: EOF");
    assertThat(spanOf(log, "https").line()).isEqualTo(2);
  }

  @Test
  void aBlankBeforeAWrapIsNotDoubled() {
    LogText log =
        LogText.of("go : go: x: Get \"https://a.example/x\": dial tcp \n192.0.2.1:443: refused");

    assertThat(log.line(0).text()).endsWith("dial tcp 192.0.2.1:443: refused");
  }

  @Test
  void aWrapInTheNameOfACacheDirectoryIsMended() {
    LogText log =
        LogText.of(
            "go: x@v1.0.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b2c\n"
                + "3d4e5f: exit status 128:\n\tfatal: gone\n");

    assertThat(log.line(0).text()).endsWith("/vcs/0a1b2c3d4e5f: exit status 128:");
    assertThat(log.line(1).text()).isEqualTo("\tfatal: gone");
  }

  @Test
  void twoQuotedMessagesAreNotJoined() {
    String posted = "error \"go: one\ngo: two\" here\n";

    assertThat(LogText.of(posted).text()).isEqualTo(posted);
  }

  @Test
  void aLogSetInAsAWholeIsMovedBack() {
    LogText log = LogText.of("    go: x requires\n    \ty: gone\n\n    main.go:1:2: bad\n");

    assertThat(log.line(0).text()).isEqualTo("go: x requires");
    assertThat(log.line(1).text()).isEqualTo("\ty: gone");
    assertThat(log.line(3).text()).isEqualTo("main.go:1:2: bad");
    assertThat(spanOf(log, "main.go").column()).isEqualTo(5);
    assertThat(spanOf(log, "main.go").line()).isEqualTo(4);
  }

  @Test
  void aMessageOfGoSetInAmongOthersStandsAlone() {
    LogText log = LogText.of("Step 4\n   ---> Running\n   \tgo: x: gone\n");

    assertThat(log.line(2).text()).isEqualTo("go: x: gone");
  }

  @Test
  void whatTheWebMadeOfQuotesIsUndone() {
    LogText log =
        LogText.of(
            "go: x: Get &quot;https://a.example/?a=1&amp;b=2&#34;: &lt;nil&gt; it&#39;s\n"
                + "go: “x” isn’t ‘here’ – no\u00a0more\u200b\n");

    assertThat(log.line(0).text())
        .isEqualTo("go: x: Get \"https://a.example/?a=1&b=2\": <nil> it's");
    assertThat(log.line(1).text()).isEqualTo("go: \"x\" isn't 'here' - no more");
    assertThat(spanOf(log, "https").column()).isEqualTo(18);
    assertThat(spanOf(log, "more").line()).isEqualTo(2);
  }

  @Test
  void aLoneAmpersandStays() {
    String posted = "a && b &copy; c &unknown; &";

    assertThat(LogText.of(posted).text()).isEqualTo(posted);
  }

  @Test
  void codePointsInAnEscapedBlockAreUnfolded() {
    LogText log = LogText.of("{\"msg\":\"go: x \\u003e\\u003d 1.21\\ngo: y\"}");

    assertThat(log.line(0).text()).isEqualTo("go: x >= 1.21");
    assertThat(log.line(1).text()).startsWith("go: y");
  }

  @Test
  void textOfTwoBytesACharacterIsRead() {
    String message = "go: x: " + ERROR;
    String posted = "\ufffd\ufffd" + String.join("\0", message.split("")) + "\0\n\0";

    LogText log = LogText.of(posted);

    assertThat(log.text()).contains(message);
    assertThat(spanOf(log, "go: x").column()).isEqualTo(3);
  }

  @Test
  void aSpinnerLeavesNothing() {
    assertThat(LogText.of("|\b/\b-\bgo: x").text()).doesNotContain("\b");
  }

  @Test
  void twoDamagesAtOnceStillLeadBack() {
    String posted = "\u001b[1mx\u001b[0m \\\"a\\\"\\n\\tdial tcp: refused\n";

    LogText log = LogText.of(posted);

    Span span = spanOf(log, "dial tcp");
    assertThat(span.line()).isEqualTo(1);
    assertThat(posted.substring(span.column() - 1)).startsWith("dial tcp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#12 1.234 ",
        "#9 ERROR: ",
        "2.268 ",
        "2026-11-21T10:11:12.1234567Z ",
        "2026-11-21T10:11:12.123456Z 01O ",
        "2026/11/21 10:11:12 ",
        "[2026-11-21T10:11:12.345Z] ",
        "[10:11:12] ",
        "(10:11:12) ",
        "> ",
        ">> ",
        "// ",
        "web_1  | ",
        "[CI/build]   | ",
        "##[error]",
        "#12 1.234 2026-11-21T10:11:12Z ",
        "[2026-11-21T10:11:12.345Z] #7 0.5 ",
        "10:11:12  ",
        "[10:11:12] :\t [Step 1/3] ",
        "[10:11:12]W:\t [Step 1/3] ",
        "[2:15:06 PM] ",
        "00:03\t",
        "Sat, 21 Nov 2026 10:11:12 GMT ",
        "Nov 21 10:11:12 host7 builder[4711]: ",
        "E1121 10:11:12.020854    7220 build.go:49] ",
        "1795169472.123 ",
        "      +build | ",
        "+build *failed* | ",
        "web-1  | ",
        "12  : [1.2s] | ",
        "[test:3] ",
        "[pod/build-1/step-go] ",
        "Step #9 - \"image\": ",
        "       > ",
        "hello-go> ",
        "   • ",
        "  ⨯ ",
        "┃ ",
        "remote:        "
      })
  void whatAWrapperPutInFrontIsTakenOff(String prefix) {
    String posted = prefix + "go: x: " + ERROR + "\n" + prefix + "\tdetail";

    LogText log = LogText.of(posted);

    assertThat(log.line(0).text()).isEqualTo("go: x: " + ERROR);
    assertThat(log.line(1).text()).isEqualTo("\tdetail");
    assertThat(spanOf(log, "go: x").column()).isEqualTo(prefix.length() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21 10:11:12,345 INFO  ",
        "level=error msg=\"",
        "time=\"2026-11-21T10:11:12Z\" level=info msg=\"",
        "{\"level\":\"error\",\"ts\":1795169472.1,\"msg\":\"",
        "{\"log\":\"",
        "- ",
        "* ",
        "3. ",
        "go : ",
        "go.exe : ",
        "Error: ",
        "2026-11-21T10:11:12Z ERROR: "
      })
  void whatStandsBeforeTheFirstWordOfGoIsTakenOff(String prefix) {
    LogText log = LogText.of("first\n" + prefix + "go: x: " + ERROR + "\nlast");

    assertThat(log.line(1).text()).startsWith("go: x: " + ERROR);
    assertThat(spanOf(log, "go: x").column()).isEqualTo(prefix.length() + 1);
  }

  @Test
  void aFullLineIsNotJoinedWithOneThatHasAPrefixOfItsOwn() {
    String full = "[10:11:12] go: x: " + "y".repeat(62);

    assertThat(LogText.of(full + "\n[10:11:13] z\n").lineCount()).isEqualTo(3);
  }

  @Test
  void theColumnsOfGhRunViewAreTakenOff() {
    LogText log = LogText.of("build\tRun go build\t2026-11-21T10:11:12.1234567Z go: " + ERROR);

    assertThat(log.line(0).text()).isEqualTo("go: " + ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# example.com/app",
        "go: downloading example.com/x v1.0.0",
        "./main.go:12:3: undefined: x",
        "# cd /tmp/x; git fetch -f origin",
        "FAIL    example.com/app [build failed]",
        "remote: Repository not found.",
        "- installed: 3",
        "error: builder failed",
        "127.0.0.1:53: read: connection refused",
        "A && B || C | D",
        "x-y-z: go: bad"
      })
  void goesOwnLinesAreLeftAlone(String line) {
    assertThat(LogText.of(line).line(0).text()).isEqualTo(line);
  }

  @Test
  void nulsAndLoneSurrogatesSurvive() {
    String posted = "a\0b\ud800c\n" + ERROR;

    LogText log = LogText.of(posted);

    assertThat(log.posted()).isEqualTo(posted);
    assertThat(spanOf(log, ERROR).line()).isEqualTo(2);
  }

  @Property
  void everyPositionLeadsToTheSameCharacter(
      @ForAll
          @StringLength(max = 300)
          @CharRange(from = 'a', to = 'd')
          @Chars({'\n', '\r', '\\', 'n', 't', '"', '\u001b', '[', 'm', ' ', '\t', '\0', '\b'})
          String posted) {
    LogText log = LogText.of(posted);
    String[] lines = posted.split("\n", -1);

    for (int i = 0; i < log.text().length(); i++) {
      char read = log.text().charAt(i);
      if (read >= 'a' && read <= 'd') {
        Span span = log.span(i, i + 1);
        assertThat(lines[span.line() - 1].charAt(span.column() - 1)).isEqualTo(read);
      }
    }
  }

  @Property
  void everyStretchShowsWhatStandsAtItsColumns(
      @ForAll
          @StringLength(max = 120)
          @CharRange(from = 'a', to = 'c')
          @Chars({'\n', '\r', '\\', 'n', 't', '"', '\u001b', '[', 'm', ' ', '\t', '\b'})
          @Chars({'&', 'l', ';', '\u201c', '\u200b', '\u2013'})
          String posted) {
    LogText log = LogText.of(posted);
    String[] lines = posted.split("\n", -1);

    for (int from = 0; from < log.text().length(); from++) {
      for (int to = from; to <= log.text().length(); to++) {
        Span span = log.span(from, to);
        assertThat(span.text())
            .isEqualTo(lines[span.line() - 1].substring(span.column() - 1, span.endColumn() - 1));
        assertThat(span.reads()).isEqualTo(log.text().substring(from, to));
      }
    }
  }

  @Property
  void everyPositionLeadsToTheSameDigitThroughWebAndWraps(
      @ForAll
          @StringLength(max = 300)
          @CharRange(from = '0', to = '3')
          @Chars({'\n', ' ', '\t', '"', '&', 'l', 't', ';', '\u201c', '\u200b', '\u2013'})
          String posted) {
    LogText log = LogText.of(posted);
    String[] lines = posted.split("\n", -1);

    for (int i = 0; i < log.text().length(); i++) {
      char read = log.text().charAt(i);
      if (read >= '0' && read <= '3') {
        Span span = log.span(i, i + 1);
        assertThat(lines[span.line() - 1].charAt(span.column() - 1)).isEqualTo(read);
      }
    }
  }

  private static Span spanOf(LogText log, String words) {
    int at = log.text().indexOf(words);
    assertThat(at).isGreaterThanOrEqualTo(0);
    return log.span(at, at + words.length());
  }
}
