package dev.modmedic.go;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One answer of {@code /lookup}: a record of the database and the tree that it is said to be in.
 *
 * <p>See {@code ParseRecord} of golang.org/x/mod/sumdb/tlog.
 *
 * @param id the record's place in the tree, from 0
 * @param text its lines of go.sum, as they are hashed
 * @param note the signed tree note, not yet opened
 */
public record SumRecord(long id, String text, String note) {
  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]+");

  public SumRecord {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(note, "note");
  }

  /**
   * Takes an answer apart; nothing of it is verified yet.
   *
   * @throws Refused in go's words, if it has not the form of one
   */
  public static SumRecord parse(byte[] answer) throws Refused {
    String all = Utf8.signable(answer).orElseThrow(SumRecord::malformed);
    int first = all.indexOf('\n');
    int end = all.indexOf("\n\n", first + 1);
    if (first < 0 || end < 0) {
      throw malformed();
    }
    return new SumRecord(
        id(all.substring(0, first)), all.substring(first + 1, end + 1), all.substring(end + 2));
  }

  private static long id(String text) throws Refused {
    try {
      if (DIGITS.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLarge) {
      throw malformed();
    }
    throw malformed();
  }

  private static Refused malformed() {
    return new Refused("malformed record data");
  }

  /** The note as bytes, to be opened. */
  public byte[] noteBytes() {
    return note.getBytes(StandardCharsets.UTF_8);
  }

  /** The h1 sum of the version's zip, if the record has it. */
  public Optional<String> zipSum(ModuleVersion of) {
    return sum(of.path() + " " + of.version() + " ");
  }

  /** The h1 sum of the version's go.mod file, if the record has it. */
  public Optional<String> modSum(ModuleVersion of) {
    return sum(of.path() + " " + of.version() + "/go.mod ");
  }

  private Optional<String> sum(String prefix) {
    return Arrays.stream(text.split("\n"))
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .filter(sum -> sum.startsWith("h1:"))
        .findFirst();
  }
}
