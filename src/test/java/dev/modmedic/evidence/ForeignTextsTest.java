package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ssh: connect to host git.example port 22: 拒绝连接|"
            + "ssh: connect to host git.example port 22: Connection refused",
        "ssh: connect to host git.example port 22: Verbindungsaufbau abgelehnt|"
            + "ssh: connect to host git.example port 22: Connection refused",
        "git.example[0: 192.0.2.7]: errno=接続がタイムアウトしました|"
            + "git.example[0: 192.0.2.7]: errno=Connection timed out",
        "cp: «/go/pkg»: На устройстве не осталось свободного места|"
            + "cp: «/go/pkg»: No space left on device",
        "bash: git：未找到命令|bash: git: command not found",
        "dial tcp 192.0.2.7:443: connectex: 由于目标计算机积极拒绝，无法连接。|"
            + "dial tcp 192.0.2.7:443: connectex: No connection could be made because the target"
            + " machine actively refused it。",
        "{`err`: `getaddrinfow: Der angegebene Host ist unbekannt.`} für|"
            + "{`err`: `getaddrinfow: Der angegebene Host ist unbekannt.`} für",
      })
  void theNameOfAnErrorIsReadWhereALineEnds(String posted, String read) {
    assertThat(LogText.of(posted.replace('`', '"')).text()).isEqualTo(read.replace('`', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\tfatal: 无法访问 'https://git.example/a/'：The requested URL returned error: 502|\tfatal:"
            + " unable to access 'https://git.example/a/': The requested URL returned error: 502",
        "致命错误：仓库 'https://git.example/a/' 未找到|"
            + "fatal: repository 'https://git.example/a/' not found",
        "fatal: no es posible acceder a 'https://git.example/a/': Empty reply from server|"
            + "fatal: unable to access 'https://git.example/a/': Empty reply from server",
        "fatal: «https://git.example/a/» недоступно: Recv failure: Соединение разорвано другой"
            + " стороной|fatal: unable to access 'https://git.example/a/': Recv failure: Connection"
            + " reset by peer",
        "致命錯誤: 遠端錯誤：no such repository: /a|fatal: remote error: no such repository: /a",
        "Schwerwiegend: Authentifizierung fehlgeschlagen für 'https://git.example/a/'|"
            + "fatal: Authentication failed for 'https://git.example/a/'",
        "wget: 无法解析主机地址 \"go.example\"|wget: unable to resolve host address \"go.example\"",
      })
  void aMessageIsReadAroundTheNamesInIt(String posted, String read) {
    assertThat(LogText.of("x\n" + posted).text()).isEqualTo("x\n" + read);
  }

  @Test
  void whatEnglishAndOtherWordsSayStays() {
    List.of(
            "fatal: unable to access 'https://git.example/a/': Could not resolve host: git.example",
            "fatal: not a git repository",
            "致命：这不是任何已知的消息",
            "main.c:3:10: 致命错误：没有这样的头",
            "prüfe: schwerwiegender Fehler: nichts",
            "Le test échoue : attendu 1, obtenu 2",
            "=== 完成 ===")
        .forEach(log -> assertThat(LogText.of(log).text()).isSameAs(log));
  }

  @Test
  void positionsLeadToTheWordsThatWerePosted() {
    LogText log = LogText.of("构建\nfatal: 无法访问 'https://git.example/'：Recv failure: 连接被对方重设\nok");

    Span address = spanOf(log, "https://git.example/");
    Span reason = spanOf(log, "Connection reset by peer");

    assertThat(address.line()).isEqualTo(2);
    assertThat(address.column()).isEqualTo(14);
    assertThat(reason.line()).isEqualTo(2);
    assertThat(reason.column()).isEqualTo(50);
    assertThat(reason.endColumn()).isEqualTo(57);
  }

  @Test
  void whateverIsReadInEnglishIsShownAsItWasPosted() {
    ForeignWords.ERRORS.forEach((foreign, english) -> {
      String line = "ssh: connect to host git.example port 22: " + foreign;
      LogText log = LogText.of("构建\n" + line);
      Span span = spanOf(log, english);
      assertThat(span.text()).isEqualTo(foreign);
      assertThat(span.reads()).isEqualTo(english);
      int end = log.text().length();
      assertThat(log.span(end - 2, end).text()).isEqualTo(foreign);
      assertShown(log, line);
    });
    ForeignWords.messages()
        .forEach(message -> {
          String line = "fatal: " + String.join("a/b.git", message.foreign());
          assertShown(LogText.of("构建\n" + line), line);
        });
  }

  /** Every stretch of the second line shows what stands at its columns, and the whole is whole. */
  private static void assertShown(LogText log, String line) {
    int start = log.text().indexOf('\n') + 1;
    for (int from = start; from < log.text().length(); from++) {
      Span span = log.span(from, log.text().length());
      assertThat(span.text()).isEqualTo(line.substring(span.column() - 1, span.endColumn() - 1));
      assertThat(line).endsWith(span.text());
    }
    assertThat(log.span(start, log.text().length()).text()).isEqualTo(line);
  }

  @Property
  void everyPositionStaysWithinTheLog(@ForAll @StringLength(max = 40) String noise) {
    String posted = noise + "\nfatal: 无法访问 '" + noise + "'：拒绝连接\n" + noise;
    LogText log = LogText.of(posted);

    for (int at = 0; at < log.text().length(); at++) {
      assertThat(log.span(at, at + 1).line()).isBetween(1, posted.split("\r\n|\r|\n", -1).length);
    }
  }

  private static Span spanOf(LogText log, String words) {
    int at = log.text().indexOf(words);
    return log.span(at, at + words.length());
  }
}
