package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.testing.proxy.FakeKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SignedNoteTest {
  // The example that golang.org/x/mod/sumdb/note publishes.
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String SIGNATURE =
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
          + "otpRZb6KE6RyyBwJnAM=\n";

  private final FakeKey other = new FakeKey("other.example.com");

  @Example
  void thePublishedNoteIsVerified() throws Refused {
    SignedNote note = open(TEXT + "\n" + SIGNATURE);

    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.signers()).containsExactly(VerifierKey.parse(PETER));
  }

  @Example
  void signaturesOfUnknownKeysArePassedOver() throws Refused {
    String note = TEXT + "\n" + other.signatureLine("something else\n") + SIGNATURE;

    assertThat(open(note).signers()).hasSize(1);
    assertRefused(TEXT + "\n" + other.signatureLine(TEXT), "note has no verifiable signatures");
  }

  @Example
  void aKnownKeyThatDidNotSignIsAFault() {
    assertRefused(
        TEXT.replace("know", "knew") + "\n" + SIGNATURE,
        "invalid signature for key PeterNeumann+c74f20a3");
    assertRefused(
        TEXT + "\n" + SIGNATURE.substring(0, 60) + "ABCD" + SIGNATURE.substring(60),
        "invalid signature for key PeterNeumann+c74f20a3");
  }

  @Example
  void aHundredSignaturesAreEnough() throws Refused {
    assertThat(open(TEXT + "\n" + SIGNATURE.repeat(100)).signers()).hasSize(1);
    assertRefused(TEXT + "\n" + SIGNATURE.repeat(101), "malformed note");
  }

  @Example
  void whatIsNoNoteIsMalformed() {
    List<String> broken =
        List.of(
            "",
            TEXT,
            TEXT + "\n",
            TEXT + "\n" + SIGNATURE.stripTrailing(),
            "\u0001" + TEXT + "\n" + SIGNATURE,
            TEXT.replace("\n", "\r\n") + "\n" + SIGNATURE,
            TEXT + "\n" + SIGNATURE + "one more line\n",
            TEXT + "\n" + SIGNATURE.replace('\u2014', '-'),
            TEXT + "\n" + SIGNATURE.replace("Peter", "Peter "),
            TEXT + "\n" + SIGNATURE.replace("AM=\n", "AM\n"));

    assertThat(broken).allSatisfy(note -> assertRefused(note, "malformed note"));
    byte[] notUtf8 = (TEXT + "\n" + SIGNATURE).getBytes(StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> SignedNote.open(notUtf8, List.of(VerifierKey.parse(PETER))))
        .withMessage("malformed note");
  }

  // The last letter of the base64 has two bits that mean nothing, to go as well.
  @Property(tries = 300)
  void noChangedByteIsEverVerified(
      @ForAll @IntRange(max = 206) int position, @ForAll byte changed) {
    byte[] note = (TEXT + "\n" + SIGNATURE).getBytes(StandardCharsets.UTF_8);
    if (note[position] == changed) {
      return;
    }
    note[position] = changed;
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> SignedNote.open(note, List.of(VerifierKey.parse(PETER))));
  }

  @Property(tries = 300)
  void nothingElseIsThrown(@ForAll byte[] before, @ForAll byte[] after) {
    byte[] middle = ("\n\n" + SIGNATURE).getBytes(StandardCharsets.UTF_8);
    var all = new java.io.ByteArrayOutputStream();
    all.writeBytes(before);
    all.writeBytes(middle);
    all.writeBytes(after);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> SignedNote.open(all.toByteArray(), List.of(VerifierKey.parse(PETER))));
  }

  @Example
  void noPartOfAKeyIsAKey() throws Refused {
    for (int from = 0; from < PETER.length(); from++) {
      for (int to = from + 1; to <= PETER.length(); to++) {
        if (to - from < PETER.length()) {
          assertNoKey(PETER.substring(from, to));
        }
      }
    }
    for (int i = 0; i < PETER.length(); i++) {
      char next = (char) (PETER.charAt(i) + 1);
      assertNoKey(PETER.substring(0, i) + next + PETER.substring(i + 1));
    }
    assertThat(VerifierKey.parse(other.verifierKey()).name()).isEqualTo("other.example.com");
  }

  @Example
  void keysOfAnotherLengthOrKindAreRefusedThoughTheirHashFits() {
    assertNoKey("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
    assertNoKey("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  }

  private static void assertNoKey(String text) {
    assertThatExceptionOfType(Refused.class).as(text).isThrownBy(() -> VerifierKey.parse(text));
  }

  private static SignedNote open(String note) throws Refused {
    return SignedNote.open(
        note.getBytes(StandardCharsets.UTF_8), List.of(VerifierKey.parse(PETER)));
  }

  private static void assertRefused(String note, String message) {
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> open(note)).withMessage(message);
  }
}
