package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.go.GoEnv.Origin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoEnvTest {
  private static final GoRelease NEW = GoRelease.of(1, 23, 5);
  private static final GoRelease OLD = GoRelease.of(1, 19, 8);

  @Test
  void withoutAnyInputAValueIsADefaultNobodyVouchesFor() {
    var env = new GoEnv(Map.of(), Map.of(), null);

    assertThat(env.setting("GOPROXY"))
        .isEqualTo(new GoEnv.Setting("GOPROXY", ProxyList.DEFAULT, Origin.UNKNOWN));
    assertThat(env.setting("GONOPROXY").isKnown()).isFalse();
  }

  @Test
  void anEmptyLineInTheUsersFileIsReallyEmptySinceOneTwentyOne() {
    Map<String, String> printed = Map.of("GOPROXY", "", "GOSUMDB", "");

    assertThat(new GoEnv(printed, Map.of(), NEW).proxyList().isValid()).isFalse();
    assertThat(new GoEnv(printed, Map.of(), NEW).sumDb())
        .isEqualTo(new SumDb.Invalid("missing GOSUMDB"));
    assertThat(new GoEnv(printed, Map.of(), OLD).proxyList().endsInDirect()).isTrue();
  }

  @Test
  void anEmptyVariableOfTheProcessCountsAsUnset() {
    var env = new GoEnv(Map.of(), Map.of("GOPROXY", "", "HOME", "/x"), NEW);

    assertThat(env.setting("GOPROXY").origin()).isEqualTo(Origin.DEFAULT);
    assertThat(env.setting("GOPROXY").value()).isEqualTo(ProxyList.DEFAULT);
  }

  @Test
  void whatGoPrintedBeatsTheProcess() {
    var env = new GoEnv(Map.of("GOPROXY", "direct"), Map.of("GOPROXY", "off"), NEW);

    assertThat(env.proxyList().isDirectOnly()).isTrue();
    assertThat(env.setting("GOPROXY").isSet()).isTrue();
  }

  @Test
  void goprivateStandsInForTheOthersUnlessTheyAreSet() {
    var env = new GoEnv(Map.of(), Map.of("GOPRIVATE", "corp.com", "GONOSUMDB", "none"), NEW);

    assertThat(env.gonoproxy().matches("corp.com/x")).isTrue();
    assertThat(env.setting("GONOPROXY").origin()).isEqualTo(Origin.DERIVED);
    assertThat(env.gonosumdb().matches("corp.com/x")).isFalse();
    assertThat(env.goinsecure().matches("corp.com/x")).isFalse();
    assertThat(env.matchesPrivate("corp.com/x")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GO111MODULE, 1.15, auto", "GO111MODULE, 1.16, on", "GOTOOLCHAIN, 1.20, local",
    "GOTOOLCHAIN, 1.21, auto", "GOVCS, 1.23, 'public:git|hg,private:all'", "GOFLAGS, 1.23, ''",
    "GOAUTH, 1.24, netrc", "GOSUMDB, 1.13, sum.golang.org"
  })
  void defaultsFollowTheRelease(String name, String release, String value) {
    var env =
        new GoEnv(Map.of(), Map.of("HOME", "/x"), GoRelease.parseExact(release).orElseThrow());

    assertThat(env.setting(name).value()).isEqualTo(value);
  }

  @Test
  void settingsComeTakenApart() {
    var env =
        new GoEnv(
            Map.of("GOFLAGS", "-mod=mod", "GOVCS", "*:off", "GOTOOLCHAIN", "local"),
            Map.of("HTTPS_PROXY", "p:1"),
            NEW);

    assertThat(env.goflags().mod()).isEqualTo("mod");
    assertThat(env.govcs().allows("git", "a.com", PathPatterns.NONE)).isFalse();
    assertThat(env.gotoolchain().fixed()).isTrue();
    assertThat(env.httpProxies().isDirect()).isFalse();
  }
}
