package dev.modmedic.knowledge;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Tells which four characters of a literal are the least common in build logs. */
final class Rarity {
  /** Letters, digits and signs of build logs, the most common first. */
  private static final String BY_FREQUENCY = " eotanirsg./cdlm0h1ub2p-v:3f5k4w6_897y\"@x=z,j()q";

  /** Words of which healthy build logs are full; their parts make poor search words. */
  private static final String EVERYDAY =
      """
      go: downloading github.com/ golang.org/x/ v0.0.0-2024 v1.2.3 go: finding module for package
      go: found in https://proxy.golang.org/ https://github.com/ /@v/v1. .info .mod .zip @latest
      go build ./... go test go mod download go mod tidy go: added go: upgraded extracting
      # get https:// 200 OK get ok coverage: of statements cached no test files PASS RUN --- PASS
      error errors package import module version require required
      internal runtime testing string context server client config version service
      error("%w", err) errors.New return fmt.Errorf log.Fatal
      compile -o $WORK/b001/_pkg_.a -trimpath -p main -complete -buildid link -buildmode=exe
      processed request id= method= path= status=200 duration= user
      COPY RUN FROM WORKDIR DONE CACHED sha256: INFO DEBUG [INFO] [DEBUG] step
      """;

  /** Words of which logs are full where something failed, and seldom elsewhere. */
  private static final String OF_FAILURES =
      """
      error: fatal: failed failure warning: exit status exit code
      server response: dial tcp lookup read connection
      """;

  private static final Set<Integer> COMMON_GRAMS = gramsOf(EVERYDAY);
  private static final Set<Integer> GRAMS_OF_FAILURES = gramsOf(OF_FAILURES);
  private static final double EVERYDAY_PENALTY = 1e6;
  private static final double PENALTY_OF_FAILURES = 1e4;

  private Rarity() {}

  /**
   * How often a literal is to be expected, on a scale of its own; shorter ones than four: always.
   */
  static double expected(String literal) {
    byte[] bytes = literal.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length < LiteralIndex.SHORTEST
        ? Double.MAX_VALUE
        : frequency(bytes, rarest(bytes));
  }

  /** Offset of the rarest four characters of {@code literal}, which is in lower case. */
  static int rarest(byte[] literal) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i + LiteralIndex.SHORTEST <= literal.length; i++) {
      double frequency = frequency(literal, i);
      if (frequency < least) {
        least = frequency;
        best = i;
      }
    }
    return best;
  }

  private static double frequency(byte[] literal, int at) {
    double product = penalty(gram(literal, at));
    for (int i = at; i < at + LiteralIndex.SHORTEST; i++) {
      int rank = BY_FREQUENCY.indexOf(literal[i]);
      product /= rank < 0 ? BY_FREQUENCY.length() + 1 : rank + 2;
    }
    return product;
  }

  private static double penalty(int gram) {
    if (COMMON_GRAMS.contains(gram)) {
      return EVERYDAY_PENALTY;
    }
    return GRAMS_OF_FAILURES.contains(gram) ? PENALTY_OF_FAILURES : 1;
  }

  private static int gram(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static Set<Integer> gramsOf(String text) {
    Set<Integer> grams = new HashSet<>();
    text.lines()
        .map(line -> line.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII))
        .forEach(line -> {
          for (int i = 0; i + LiteralIndex.SHORTEST <= line.length; i++) {
            grams.add(gram(line, i));
          }
        });
    return grams;
  }
}
