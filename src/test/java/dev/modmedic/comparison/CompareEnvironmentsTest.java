package dev.modmedic.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.comparison.Difference.Origin;
import dev.modmedic.comparison.Difference.Weight;
import dev.modmedic.evidence.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareEnvironmentsTest {
  @ParameterizedTest
  @CsvSource({
    "GOPROXY, 'https://proxy.golang.org,direct', ''",
    "GOPROXY, 'https://a.example/,direct', 'https://a.example,direct'",
    "GOPROXY, 'https://a.example,direct,https://b.example', 'https://a.example,direct'",
    "GOSUMDB, sum.golang.org, ''",
    "GOPRIVATE, 'a.example,b.example', 'b.example,a.example/'",
    "GOPRIVATE, 'https://a.example', ''",
    "GO111MODULE, on, ''",
    "GOTOOLCHAIN, auto, ''",
    "GOVCS, 'public:git|hg,private:all', ''",
    "GOFLAGS, -modcacherw -v, ''",
    "HTTPS_PROXY, 'http://bad host:%', ''",
    "ALL_PROXY, socks5://127.0.0.1:1080, ''",
    "NO_PROXY, internal.example, ''",
    "EDITOR, vim, emacs",
    "GOPATH, /home/a/go, /home/b/go"
  })
  void whatChangesNothingIsNoDifference(String variable, String a, String b) {
    Comparison comparison = compare(Map.of(variable, a), Map.of(variable, b));

    assertThat(comparison.differences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GOPROXY, 'https://a.example,direct', 'https://a.example|direct', GOPROXY, DECISIVE",
    "GOPROXY, off, '', GOPROXY, DECISIVE",
    "GOPROXY, nonsense, '', GOPROXY, DECISIVE",
    "GOSUMDB, off, '', GOSUMDB, DECISIVE",
    "GOPRIVATE, x.example, '', GONOPROXY, DECISIVE",
    "GONOSUMDB, x.example, '', GONOSUMDB, LIKELY",
    "GOINSECURE, x.example, '', GOINSECURE, LIKELY",
    "GOVCS, '*:off', '', GOVCS, LIKELY",
    "GO111MODULE, off, '', GO111MODULE, DECISIVE",
    "GO111MODULE, yes, '', GO111MODULE, DECISIVE",
    "GO111MODULE, auto, '', GO111MODULE, LIKELY",
    "GODEBUG, netdns=go, '', GODEBUG, LIKELY",
    "GODEBUG, cmdgonetlimit=0, '', GODEBUG, DECISIVE",
    "GOFLAGS, -mod=vendor, '', GOFLAGS -mod, DECISIVE",
    "GOFLAGS, -tags=integration, '', GOFLAGS -tags, LIKELY",
    "GOFLAGS, vendor, '', GOFLAGS, DECISIVE",
    "GOTOOLCHAIN, local, '', GOTOOLCHAIN, LIKELY",
    "HTTPS_PROXY, http://proxy.example:3128, '', HTTPS_PROXY, DECISIVE",
    "SSL_CERT_FILE, /etc/corp.pem, '', SSL_CERT_FILE, DECISIVE",
    "CI, true, '', ci, MINOR"
  })
  void whatChangesSomethingIsADifference(
      String variable, String a, String b, String setting, Weight weight) {
    Comparison comparison = compare(Map.of(variable, a), Map.of(variable, b));

    Difference found = named(comparison, setting);
    assertThat(found.weight()).isEqualTo(weight);
    assertThat(found.effect().en()).isNotBlank();
    assertThat(found.effect().zh()).matches("(?s).*\\p{IsHan}.*");
  }

  @Test
  void whatGovcsAllowsPrivateModulesIsSaidByGoprivateAlone() {
    Map<String, String> both = Map.of("GONOPROXY", "a.example", "GONOSUMDB", "a.example");
    Map<String, String> everyTool = new HashMap<>(both);
    everyTool.put("GOVCS", "*:all");

    Comparison comparison = compare(Map.of("GOPRIVATE", "a.example"), both);
    Comparison alike = compare(Map.of("GOPRIVATE", "a.example", "GOVCS", "*:all"), everyTool);

    assertThat(comparison.differences())
        .singleElement()
        .matches(found -> found.setting().equals("GOPRIVATE") && found.weight() == Weight.MINOR)
        .matches(found -> found.effect().en().contains("git, hg"));
    assertThat(alike.differences()).isEmpty();
  }

  @Test
  void aPatternTellsWhichModulesGoDirectAndWhere() {
    Comparison comparison = compare(Map.of(), Map.of("GOPRIVATE", "git.example.com"));

    assertThat(named(comparison, "GONOPROXY").effect().en())
        .isEqualTo("With B alone modules under git.example.com go direct, past every proxy.");
  }

  @Test
  void withoutProxiesNoPatternDecidesWhoIsAsked() {
    Comparison comparison =
        compare(Map.of("GOPROXY", "direct", "GONOPROXY", "x.example"), Map.of("GOPROXY", "direct"));

    assertThat(settings(comparison)).doesNotContain("GONOPROXY");
  }

  @Test
  void noProxyMattersOnlyForHostsThatAreAsked() {
    Map<String, String> a = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "other.example");
    Map<String, String> b = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "sum.golang.org");

    Comparison comparison = compare(a, b);

    assertThat(comparison.differences()).hasSize(1);
    assertThat(comparison.differences().getFirst().effect().en())
        .isEqualTo("sum.golang.org: A connects through http://p:1, B directly.");
  }

  @Test
  void theFileOfGoEnvIsToldFromTheProcess() {
    Environment a = environment(Map.of("GOPROXY", "https://a.example"), Map.of());
    Environment b =
        environment(
            Map.of("GOPROXY", "https://b.example"),
            Map.of("goEnv", Map.of("GOPROXY", "https://b.example")));
    Environment c = environment(Map.of(), Map.of("goEnv", Map.of("GOPROXY", "https://c.example")));

    assertThat(named(compare(a, c), "GOPROXY").a().origin()).isEqualTo(Origin.PROCESS);
    assertThat(named(compare(b, c), "GOPROXY").a().origin()).isEqualTo(Origin.PROCESS);
    assertThat(named(compare(b, c), "GOPROXY").b().origin()).isEqualTo(Origin.FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "go1.20.5, go1.21.0, DECISIVE, 'minimum that is enforced'",
    "go1.21.0, go1.20.5, DECISIVE, 'minimum that is enforced'",
    "go1.22.1, go1.23.4, LIKELY, '1.23.4 has fixes'",
    "go1.23.1, go1.23.4, MINOR, '1.23.4 has fixes'"
  })
  void aReleaseTellsWhatChanged(String a, String b, Weight weight, String words) {
    Comparison comparison =
        compare(
            environment(Map.of(), Map.of("goVersion", a)),
            environment(Map.of(), Map.of("goVersion", b)));

    Difference release = named(comparison, "release");
    assertThat(release.weight()).isEqualTo(weight);
    assertThat(release.effect().en()).contains(words);
  }

  @Test
  void aToolchainThatOnlyOneSideMaySwitchToIsDecisive() {
    Map<String, Object> goMod = Map.of("goMod", "module m\n\ngo 1.99\n");

    Comparison comparison =
        compare(environment(Map.of("GOTOOLCHAIN", "local"), goMod), environment(Map.of(), goMod));

    Difference toolchain = named(comparison, "GOTOOLCHAIN");
    assertThat(toolchain.weight()).isEqualTo(Weight.DECISIVE);
    assertThat(toolchain.effect().en()).contains("go switches to go1.99");
  }

  @Test
  void goLinesDiffer() {
    Comparison comparison =
        compare(
            environment(Map.of(), Map.of("goMod", "module m\n\ngo 1.21\n")),
            environment(Map.of(), Map.of("goMod", "module m\n\ngo 1.22\n")));

    assertThat(settings(comparison)).containsExactly("go.mod go");
  }

  @Test
  void aPinnedAddressCountsOnlyForHostsThatAreAsked() {
    Comparison comparison =
        compare(
            environment(Map.of(), Map.of("hosts", "10.0.0.1 proxy.golang.org\n10.0.0.2 printer\n")),
            environment(Map.of(), Map.of("hosts", "127.0.0.1 localhost\n")));

    assertThat(settings(comparison)).containsExactly("hosts proxy.golang.org");
  }

  @Test
  void gitRewritesAndProxiesCountAndNamesDoNot() {
    Comparison comparison =
        compare(
            environment(
                Map.of(),
                Map.of(
                    "gitConfig",
                    Map.of(
                        "user.name", "A",
                        "url.ssh://git@github.com/.insteadOf", "https://github.com/",
                        "http.proxy", "http://p:1"))),
            environment(Map.of(), Map.of("gitConfig", Map.of("user.name", "B"))));

    assertThat(settings(comparison))
        .containsExactly("git url.ssh://git@github.com/.insteadof", "git http.proxy");
  }

  @Test
  void resourcesCountWhenOneSideRunsOut() {
    Comparison comparison =
        compare(
            environment(
                Map.of(), Map.of("resources", Map.of("diskFreeBytes", 1000, "inodesFree", 5e6))),
            environment(
                Map.of(), Map.of("resources", Map.of("diskFreeBytes", 9e10, "inodesFree", 9e6))));

    assertThat(settings(comparison)).containsExactly("diskFreeBytes");
    assertThat(comparison.differences().getFirst().effect().en()).startsWith("A ");
  }

  @Test
  void clocksThatAreDaysApartCountAndMinutesDoNot() {
    Environment now = environment(Map.of(), Map.of("clock", "2026-11-21T10:00:00Z"));

    assertThat(
            settings(compare(now, environment(Map.of(), Map.of("clock", "2026-11-21T10:20:00Z")))))
        .isEmpty();
    assertThat(
            settings(compare(now, environment(Map.of(), Map.of("clock", "2019-01-01T00:00:00Z")))))
        .containsExactly("clock");
  }

  @Test
  void resolversNetrcWorkspaceAndTargetDiffer() {
    Map<String, Object> a =
        Map.of(
            "resolvConf", "nameserver 10.0.0.2\n",
            "netrcHosts", List.of("git.example.com"),
            "goEnv", Map.of("GOWORK", "/src/go.work", "GOOS", "linux", "CGO_ENABLED", "1"));
    Map<String, Object> b =
        Map.of(
            "resolvConf", "nameserver 8.8.8.8\n",
            "netrcHosts", List.of(),
            "goEnv", Map.of("GOWORK", "", "GOOS", "windows", "CGO_ENABLED", "0"));

    Comparison comparison = compare(environment(Map.of(), a), environment(Map.of(), b));

    assertThat(settings(comparison))
        .containsExactly("GOWORK", "GOOS", "CGO_ENABLED", "resolvConf", "netrc");
  }

  @Test
  void theWeightiestComesFirst() {
    Comparison comparison =
        compare(Map.of("CI", "true", "GOINSECURE", "x.example"), Map.of("GOPROXY", "off"));

    assertThat(comparison.differences())
        .extracting(Difference::weight)
        .isSorted()
        .containsExactly(Weight.DECISIVE, Weight.LIKELY, Weight.MINOR);
  }

  @Test
  void whatWasNotSentIsNotADifferenceButIsSaid() {
    Comparison comparison =
        compare(
            environment(Map.of(), Map.of("resolvConf", "nameserver 10.0.0.2\n")), Environment.NONE);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.notCompared()).contains("goEnv", "env", "resolvConf", "goVersion");
  }

  @Test
  void secretsDoNotComeBack() {
    Comparison comparison =
        compare(
            Map.of("GOPROXY", "https://dev:hunter2secret@a.example"),
            Map.of("HTTPS_PROXY", "http://dev:hunter2secret@proxy.example:3128"));

    assertThat(comparison.differences()).isNotEmpty();
    assertThat(comparison.toString()).doesNotContain("hunter2secret");
  }

  @Test
  void anEnvironmentDoesNotDifferFromItself() {
    Environment one = environment(Map.of("GOPROXY", "off"), Map.of("goMod", "module m\n"));

    assertThat(compare(one, one).differences()).isEmpty();
  }

  private static Comparison compare(Map<String, String> a, Map<String, String> b) {
    return compare(environment(a, Map.of()), environment(b, Map.of()));
  }

  private static Comparison compare(Environment a, Environment b) {
    return new CompareEnvironments().compare(a, b);
  }

  private static Environment environment(Map<String, String> process, Map<String, Object> more) {
    Map<String, String> env = new HashMap<>(process);
    env.put("HOME", "/home/dev");
    Map<String, Object> values = new HashMap<>(Map.of("goVersion", "go1.23.5", "os", "linux"));
    values.put("env", env);
    values.putAll(more);
    return new Environment(values);
  }

  private static List<String> settings(Comparison comparison) {
    return comparison.differences().stream().map(Difference::setting).toList();
  }

  private static Difference named(Comparison comparison, String setting) {
    return comparison.differences().stream()
        .filter(difference -> difference.setting().equals(setting))
        .findFirst()
        .orElseThrow(() -> new AssertionError(setting + " is not in " + comparison));
  }
}
