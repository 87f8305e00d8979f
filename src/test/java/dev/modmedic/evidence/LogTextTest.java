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
        "[2026-11-21T10:11:12.345Z] #7 0.5 "
      })
  void whatAWrapperPutInFrontIsTakenOff(String prefix) {
    String posted = prefix + "go: x: " + ERROR + "\n" + prefix + "\tdetail";

    LogText log = LogText.of(posted);

    assertThat(log.line(0).text()).isEqualTo("go: x: " + ERROR);
    assertThat(log.line(1).text()).isEqualTo("\tdetail");
    assertThat(spanOf(log, "go: x").column()).isEqualTo(prefix.length() + 1);
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
        "FAIL    example.com/app [build failed]"
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
          @Chars({'\n', '\r', '\\', 'n', 't', '"', '\u001b', '[', 'm', ' ', '\t'})
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

  private static Span spanOf(LogText log, String words) {
    int at = log.text().indexOf(words);
    assertThat(at).isGreaterThanOrEqualTo(0);
    return log.span(at, at + words.length());
  }
}
