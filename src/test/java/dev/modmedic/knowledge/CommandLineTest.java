package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @ParameterizedTest
  @EnumSource(Shell.class)
  void aPlainValueStandsAsItIs(Shell shell) {
    assertThat(filled(shell, "go get {path}@latest", "example.com/x"))
        .contains("go get example.com/x@latest");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void theWholeWordIsQuotedWhenAShellWouldSplitTheValue(Shell shell) {
    assertThat(filled(shell, "go env -w GOPROXY={path}", "https://a.example|direct"))
        .contains("go env -w \"GOPROXY=https://a.example|direct\"");
    assertThat(filled(shell, "go env -w \"GOPROXY={path}\"", "https://a.example|direct"))
        .contains("go env -w \"GOPROXY=https://a.example|direct\"");
  }

  @Test
  void quotesThatATemplateHidesDoNotEnd() {
    assertThat(filled(Shell.POSIX, "grep -rn \"\\\"{path}\\\"\" .", "x|hello|y"))
        .contains("grep -rn \"\\\"x|hello|y\\\"\" .");
  }

  @Test
  void aBackslashNeverEscapesTheQuoteAfterIt() {
    assertThat(filled(Shell.ANY, "go work edit \"-dropuse={path}\"", "../a\\")).isEmpty();
    assertThat(filled(Shell.POWERSHELL, "dir \"{path}\"", "C:\\a\\")).isEmpty();
    assertThat(filled(Shell.CMD, "dir {path}", "C:\\a\\")).isEmpty();
    assertThat(filled(Shell.POSIX, "ls \"{path}\"", "../a\\")).contains("ls \"../a\\\\\"");
    assertThat(filled(Shell.POSIX, "ls {path}", "a\\b")).contains("ls \"a\\\\b\"");
  }

  @Test
  void cmdExpandsPercentSignsEvenInQuotes() {
    assertThat(filled(Shell.CMD, "dir \"{path}\"", "a%PATH%")).isEmpty();
    assertThat(filled(Shell.ANY, "go version \"{path}\"", "a%PATH%")).isEmpty();
    assertThat(filled(Shell.POSIX, "ls \"{path}\"", "a%PATH%")).contains("ls \"a%PATH%\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "POSIX~cd \"$(go env {path})\"",
        "POSIX~cd `go env {path}`",
        "POSIX~sh -c \"ls {path}\"",
        "POSIX~echo ${path}",
        "POWERSHELL~cd \"$(go env {path})\"",
        "CMD~cmd /c \"set A=b&& go list {path}\"",
        "CMD~for /f %i in ('go env {path}') do echo %i"
      })
  void noValueIsSafeWhereItIsReadTwice(Shell shell, String template) {
    assertThat(CommandLine.of(new Step(shell, template)).flaws())
        .singleElement()
        .asString()
        .contains("{path} stands where no value is safe");
    assertThat(filled(shell, template, "harmless")).isEmpty();
  }

  @Test
  void aLineThatCmdReadsTwiceMayHoldValuesInQuotes() {
    String template = "cmd /c set \"GOPROXY=direct\" ^&^& go list -m \"{path}@v1\"";

    assertThat(CommandLine.of(new Step(Shell.CMD, template)).flaws()).isEmpty();
    assertThat(filled(Shell.CMD, template, "a|calc"))
        .contains("cmd /c set \"GOPROXY=direct\" ^&^& go list -m \"a|calc@v1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go mod edit -droprequire={path}",
        "go mod tidy -compat=1.17",
        "go env -w GOPROXY=https://a.example,direct",
        "go env GOPROXY && go version",
        "ls ~/.ssh",
        "echo $HOME",
        "echo 'a b'",
        "echo %PATH%",
        "unclosed \"quote"
      })
  void whatIsForAnyShellMustMeanTheSameInAllOfThem(String command) {
    assertThat(CommandLine.of(new Step(Shell.ANY, command)).flaws()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go mod edit \"-droprequire={path}\"",
        "go build -mod=mod ./...",
        "git config --get-regexp \"^url\\..*insteadof|extraheader\"",
        "ssh-keyscan \"{host}\" | ssh-keygen -lf -",
        "go list -f \"{{.Dir}}\" {package}"
      })
  void whatAllShellsTakeAlikeHasNoFlaw(String command) {
    assertThat(CommandLine.of(new Step(Shell.ANY, command)).flaws()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "host~a/e",
        "host~a;b",
        "port~80x",
        "module~../../../etc",
        "version~v1/../..",
        "module~x|hello|y",
        "module~a b",
        "url~ext::sh -c calc",
        "url~file:///etc/passwd",
        "url~-u",
        "path~-rf",
        "path~a\"b",
        "path~a'b",
        "path~$(b)",
        "path~a`b",
        "path~a!b",
        "path~a^b",
        "path~a<b"
      })
  void aValueThatIsNotWhatItsNameSaysIsLeftOut(String name, String value) {
    assertThat(CommandValue.safe(Map.of(name, value))).isEmpty();
  }

  @Test
  void aCommandNeverSetsTheMaskOfASecret() {
    String masked = "https://user:" + Redaction.MASK + "@h.example";

    assertThat(CommandValue.safe(Map.of("goproxy", masked, "url", masked))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "host~git.corp.example:8443",
        "host~[2001:db8::1]:443",
        "address~2001:db8::1",
        "module~git.sr.ht/-mine/mod/v2",
        "version~v0.0.0-20240101000000-abcdefabcdef+incompatible",
        "version~feature/x",
        "url~https://h.example/a/@v/list?x=y%20z",
        "url~git@github.com:a/b.git",
        "proxy~proxy.corp:3128",
        "path~C:\\Users\\Anna Müller\\go",
        "path~/home/用户/项目",
        "goproxy~https://a.example,https://b.example|direct"
      })
  void ordinaryValuesMayBePasted(String name, String value) {
    assertThat(CommandValue.safe(Map.of(name, value))).containsEntry(name, value);
  }

  private static Optional<String> filled(Shell shell, String template, String value) {
    return CommandLine.of(new Step(shell, template)).fill(CommandValue.safe(Map.of("path", value)));
  }
}
