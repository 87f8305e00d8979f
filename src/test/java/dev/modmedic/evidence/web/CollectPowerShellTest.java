package dev.modmedic.evidence.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what can be held of the PowerShell collector where there is no PowerShell. */
class CollectPowerShellTest {
  private static final String SCRIPT = Collector.bundled("collect.ps1").script();

  @Test
  void everyCodePageReadsItAlike() {
    assertThat(SCRIPT.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f);
  }

  @Test
  void everythingThatOpensCloses() {
    String code = code();
    Deque<Character> open = new ArrayDeque<>();

    for (char c : code.toCharArray()) {
      if ("({[".indexOf(c) >= 0) {
        open.push(c);
      } else if (")}]".indexOf(c) >= 0) {
        assertThat(open.pollFirst()).isEqualTo("({[".charAt(")}]".indexOf(c)));
      }
    }

    assertThat(open).isEmpty();
    assertThat(code).doesNotContain("'", "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?<=[|{;(]|^)\\s*(?:%|\\?|cat|cd|curl|echo|gc|gci|gcm|gi|gm|gp"
            + "|iex|irm|iwr|ls|measure|pwd|rm|select|set|sls|sort|type|wget|where|write)\\s",
        "\\?\\?|\\?\\.|&&|\\|\\|",
        "-AsHashtable|-Parallel|-SkipCertificateCheck",
        "Invoke-Expression|Out-File|Set-Content|New-Item|Remove-Item|Set-Item|Start-Process"
      })
  void nothingIsUsedThatOldOnesLackOrThatWrites(String forbidden) {
    assertThat(Pattern.compile(forbidden, Pattern.MULTILINE).matcher(code()).results().toList())
        .isEmpty();
  }

  @Test
  void onlyCommandsThatReadAreRun() {
    Set<String> own = found("(?m)^function ([A-Z][a-z]+-[A-Za-z]+)", SCRIPT);

    assertThat(found("(?<![\\w$.-])([A-Z][a-z]+-[A-Z][A-Za-z]+)\\b", code()))
        .containsAll(own)
        .filteredOn(command -> !own.contains(command))
        .isSubsetOf(
            "Add-Type", // loads a library of the system
            "ConvertFrom-Json",
            "ConvertTo-Json",
            "ForEach-Object",
            "Get-ChildItem",
            "Get-CimInstance",
            "Get-Command",
            "Get-DnsClientServerAddress",
            "Get-ItemProperty",
            "Get-Location",
            "Get-PSDrive",
            "New-Object",
            "Resolve-Path",
            "Select-Object",
            "Where-Object");
  }

  @Test
  void whatTheServiceMasksIsMaskedHereToo() throws IOException {
    PowerShellRules rules = new PowerShellRules(SCRIPT);

    assertThat(rules.count()).isEqualTo(found("(?m)^  (@\\(.*)", SCRIPT).size());
    for (String line : CollectSecretsTest.logged()) {
      assertThat(rules.hide(line)).doesNotContain(CollectSecretsTest.secrets(line));
    }
  }

  @Test
  void itTellsWhatTheOtherCollectorTells(@TempDir Path temporary) throws IOException {
    CollectRun run = new CollectRun(Shell.named("dash", temporary), temporary).with("CI", "true");
    Files.writeString(run.folder().resolve("go.mod"), "module example.com/app\n");
    Files.writeString(run.home().resolve(".netrc"), "machine git.corp login bob password x\n");

    Set<String> facts =
        found("(?:Add-Fact |\\$environment\\[)'(\\w+)'", SCRIPT.replace("$script:", "$"));
    Set<String> known = factsOfTheContract();
    Set<String> toldByTheOther = new TreeSet<>(run.pipe("").environment().values().keySet());
    toldByTheOther.removeAll(Set.of("kernel", "container"));

    assertThat(facts).contains("windowsProxy").containsAll(known).hasSize(known.size() + 1);
    assertThat(toldByTheOther).contains("goMod", "netrcHosts", "checks", "ci").isSubsetOf(facts);
  }

  private static Set<String> factsOfTheContract() {
    var schemas = new OpenAPIV3Parser().read("openapi/modmedic.yaml").getComponents().getSchemas();
    return Objects.requireNonNull(schemas.get("Environment")).getProperties().keySet();
  }

  /** What the only group caught, each once. */
  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without comments and what stands in quotes. */
  private static String code() {
    return SCRIPT.replaceAll("'[^']*'|\"(?:`.|[^\"`])*\"|(?m)#.*$", "_");
  }
}
