package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpottedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "nothing here ~ {}",
        "cannot reach https://bob@git.example.net/x now ~ {host=git.example.net,"
            + " url=https://bob@git.example.net/x}",
        "dns: lookup proxy.example.net gave up ~ {host=proxy.example.net}",
        "tunnel to proxy.example.net:8443 is shut ~ {host=proxy.example.net, port=8443}",
        "fetch of example.com/kit/log@v1.4.2 fell over ~ {module=example.com/kit/log,"
            + " version=v1.4.2}",
        "main.go:12: oops, go.mod:34 too ~ {}"
      })
  void aThingIsKnownByItsShape(String line, String things) {
    assertThat(new TreeMap<>(Spotted.in(line))).hasToString(things);
  }

  @Test
  void aLineOfOneLetterTakesNoTime() {
    assertThat(Spotted.in("a.".repeat(300))).isEmpty();
  }
}
