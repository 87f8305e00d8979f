package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "connect ECONNREFUSED ~ connection refused,connection,refused",
        "Verbindung verweigert ~ connection refused",
        "certificats expirés ~ expiré",
        "соединение отклонено ~ connection refused",
        "リポジトリへの接続がタイムアウト ~ timeout,connection",
        "域名解析超时 ~ resolve,timeout,域名",
        "couldn't find it ~ cannot,found,cannot found",
        "answered 503 in 42 ms ~ 503",
        "two plural words ~ word,plural word"
      })
  void wordsThatMeanTheSameBecomeOne(String text, String expected) {
    assertThat(Words.of(text).weights().keySet()).containsAll(Arrays.asList(expected.split(",")));
  }

  @Test
  void aNumberThatIsNoStatusIsNoWord() {
    assertThat(Words.of("line 12, 1024 bytes, 404").weights())
        .containsOnlyKeys("line", "byte", "404", "line byte", "byte 404");
  }

  @Test
  void wordsOfAnAddressCountLess() {
    var weights = Words.of("timeout of https://timeouts.example/checksum").weights();

    assertThat(weights.get("timeout")).isEqualTo(1);
    assertThat(weights.get("checksum")).isLessThan(1);
    assertThat(weights).doesNotContainKey("example checksum");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fatal: early EOF",
        "go: modules disabled",
        "Zugriff verweigert",
        "无法连接服务器",
        "couldn't do it"
      })
  void aComplaintIsHeard(String line) {
    assertThat(Words.of(line).complain()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ok  \texample.com/app\t0.1s", "go: downloading example.com/x v1.2.3", ""})
  void whatGoesWellIsNoComplaint(String line) {
    assertThat(Words.of(line).complain()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "fatal: early EOF ~ true ~ false ~ false",
        "command not found ~ true ~ false ~ false",
        "tidy produced no diffs ~ false ~ false ~ false",
        "all checks passed ~ false ~ true ~ false",
        "failed to complete ~ true ~ false ~ false",
        "warning: GOPATH is not set ~ false ~ false ~ true",
        "this linter is deprecated ~ false ~ false ~ true"
      })
  void aToneIsHeard(String line, boolean loud, boolean glad, boolean remark) {
    Words words = Words.of(line);

    assertThat(words.complainLoudly()).isEqualTo(loud);
    assertThat(words.areGlad()).isEqualTo(glad);
    assertThat(words.onlyRemark()).isEqualTo(remark);
  }

  @Test
  void aLineHasNoMoreWordsThanCanBeCompared() {
    String line =
        String.join(
            " ",
            java.util.stream.IntStream.range(0, 50_000)
                .mapToObj(i -> "w" + Integer.toString(i, 36))
                .toList());

    assertThat(Words.of(line).weights()).hasSizeLessThan(200);
    assertThat(Words.of("无".repeat(100_000)).weights()).hasSizeLessThan(200);
    assertThat(Words.of("a/b".repeat(100_000)).weights()).hasSizeLessThan(200);
  }
}
