package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumDbTest {
  private static final String KEY =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

  @ParameterizedTest
  @CsvSource({
    "'', missing GOSUMDB",
    "' ', missing GOSUMDB",
    "a b c, invalid GOSUMDB: too many fields",
    "sum.example.org, invalid GOSUMDB: malformed verifier id",
    "OFF, invalid GOSUMDB: malformed verifier id",
    "sum.golang.org+00000000+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8, invalid GOSUMDB: invalid"
        + " verifier hash",
    "sum.golang.org+033de0ae+Ac4z!, invalid GOSUMDB: malformed verifier id",
    "sum.golang.org http://a.com:x, 'invalid GOSUMDB URL: parse \"http://a.com:x\": invalid port"
        + " \":x\" after host'"
  })
  void aValueThatFailsHasGosWordsForIt(String value, String problem) {
    assertThat(SumDb.parse(value)).isEqualTo(new SumDb.Invalid(problem));
  }

  @Test
  void knownNamesAndKeysAreTheSameDatabase() throws Refused {
    var known = new SumDb.Database(VerifierKey.parse(KEY), "");

    assertThat(SumDb.parse("sum.golang.org")).isEqualTo(known);
    assertThat(SumDb.parse(KEY)).isEqualTo(known);
    assertThat(known.isReachedThroughProxies()).isTrue();
    assertThat(known.directUrl()).isEqualTo("https://sum.golang.org");
  }

  @Test
  void theChineseAliasIsAnAddressOfTheSameDatabase() throws Refused {
    var alias = new SumDb.Database(VerifierKey.parse(KEY), "https://sum.golang.google.cn");

    assertThat(SumDb.parse("sum.golang.google.cn")).isEqualTo(alias);
    assertThat(alias.isReachedThroughProxies()).isFalse();
    assertThat(alias.directUrl()).isEqualTo("https://sum.golang.google.cn");
  }

  @Test
  void anAddressMayFollowTheKey() throws Refused {
    assertThat(SumDb.parse(KEY + "  http://127.0.0.1:8080/sum"))
        .isEqualTo(new SumDb.Database(VerifierKey.parse(KEY), "http://127.0.0.1:8080/sum"));
    assertThat(SumDb.parse("off")).isEqualTo(new SumDb.Off());
  }
}
