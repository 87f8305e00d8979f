package dev.modmedic.go;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A text with signatures below it, at least one of which was verified.
 *
 * <p>See {@code Open} of golang.org/x/mod/sumdb/note.
 *
 * @param text what is signed, with its last newline
 * @param signers the keys that signed it, each once
 */
public record SignedNote(String text, List<VerifierKey> signers) {
  private static final String MALFORMED = "malformed note";
  private static final String SIGNATURE = "\u2014 ";
  private static final int MOST_SIGNATURES = 100;

  /** One line below the text. */
  private record Line(String name, int hash, byte[] signature) {}

  public SignedNote {
    signers = List.copyOf(signers);
  }

  /**
   * Opens a note. Signatures of unknown keys are passed over.
   *
   * @throws Refused in go's words, if the note is malformed, if a known key did not make the
   *     signature that bears its name, or if no key is known
   */
  public static SignedNote open(byte[] message, List<VerifierKey> known) throws Refused {
    String note = Utf8.signable(message).orElseThrow(() -> new Refused(MALFORMED));
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || split + 2 == note.length() || !note.endsWith("\n")) {
      throw new Refused(MALFORMED);
    }
    String text = note.substring(0, split + 1);
    String[] lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
    List<VerifierKey> signers = verified(text, lines, known);
    if (signers.isEmpty()) {
      throw new Refused("note has no verifiable signatures");
    }
    return new SignedNote(text, signers);
  }

  // Goes line by line as go does, so that of several faults the same one is told.
  private static List<VerifierKey> verified(String text, String[] lines, List<VerifierKey> known)
      throws Refused {
    byte[] signed = text.getBytes(StandardCharsets.UTF_8);
    var signers = new ArrayList<VerifierKey>();
    var seen = new HashSet<VerifierKey>();
    for (int i = 0; i < lines.length; i++) {
      Line line = line(lines[i]).orElseThrow(() -> new Refused(MALFORMED));
      if (i >= MOST_SIGNATURES) {
        throw new Refused(MALFORMED);
      }
      Optional<VerifierKey> key =
          known.stream()
              .filter(each -> each.name().equals(line.name()) && each.hash() == line.hash())
              .findFirst();
      // Of several signatures by one key, only the first counts.
      if (key.isEmpty() || !seen.add(key.get())) {
        continue;
      }
      if (!key.get().verifies(signed, line.signature())) {
        throw new Refused("invalid signature for key " + key.get().id());
      }
      signers.add(key.get());
    }
    return signers;
  }

  private static Optional<Line> line(String text) {
    if (!text.startsWith(SIGNATURE)) {
      return Optional.empty();
    }
    String[] parts = text.substring(SIGNATURE.length()).split(" ", 2);
    if (parts.length < 2 || !VerifierKey.isName(parts[0])) {
      return Optional.empty();
    }
    return Base64Text.decode(parts[1])
        .filter(blob -> blob.length > 4)
        .map(blob ->
            new Line(
                parts[0],
                ByteBuffer.wrap(blob).getInt(),
                Arrays.copyOfRange(blob, 4, blob.length)));
  }
}
