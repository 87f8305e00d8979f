package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.TestEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final Wording WORDING = TestEngine.bundled().knowledge().wording();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "no blank space left on the volume ~ os.disk-full",
        "host key of the server has changed ~ auth.ssh-host-key",
        "磁盘已满 ~ os.disk-full",
        "checksum of the archive is not the one in go.sum ~ checksum.gosum-mismatch"
      })
  void aLineIsLikestToTheCauseItsRareWordsBelongTo(String line, String code) {
    assertThat(likest(line)).isEqualTo(code);
  }

  @Test
  void whatNobodyEverSaidIsLikeNothing() {
    assertThat(WORDING.likeness(Words.of("qwertz asdfgh 12345"))).containsOnly(0);
    assertThat(WORDING.likeness(Words.of(""))).containsOnly(0);
  }

  @Test
  void theMostTellingOfTheSharedWordsComesFirst() {
    List<String> shared =
        WORDING.shared(Words.of("error: revoked certificate of qwertz"), "tls.certificate-revoked");

    assertThat(shared.getFirst()).startsWith("revok");
    assertThat(shared).contains("certificate").doesNotContain("qwertz");
  }

  @Test
  void aHealthyLogAndADraftAreNobodysCause() {
    assertThat(WORDING.causes())
        .isNotEmpty()
        .noneMatch(cause -> cause.layer().equals("ok") || cause.status() == Status.DRAFT);
  }

  private static String likest(String line) {
    double[] likeness = WORDING.likeness(Words.of(line));
    int best = 0;
    for (int i = 1; i < likeness.length; i++) {
      best = likeness[i] > likeness[best] ? i : best;
    }
    return WORDING.causes().get(best).code();
  }
}
