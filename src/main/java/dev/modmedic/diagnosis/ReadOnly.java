package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.knowledge.Remedy.Risk;
import java.util.List;
import java.util.regex.Pattern;

/** Knows commands that only look: whoever pastes one because of a wrong guess loses nothing. */
final class ReadOnly {
  /** How such commands begin; anything else is taken for one that changes something. */
  private static final List<String> BEGINNINGS =
      List.of(
          "go version",
          "go env GO",
          "go list ",
          "git --version",
          "git ls-remote ",
          "git config --get",
          "git config --list",
          "git config --show-origin",
          "nslookup ",
          "dig ",
          "getent hosts ",
          "ping ",
          "curl -sI ",
          "curl -sSI ",
          "curl -vI ",
          "curl.exe -sI ",
          "curl.exe -sSI ",
          "curl.exe -vI ",
          "openssl s_client ",
          "nc -vz ",
          "ssh -T ",
          "ssh-keyscan ",
          "df -h",
          "ls -l",
          "cat /etc/",
          "grep -",
          "find . -name ",
          "command -v ",
          "where ",
          "findstr ",
          "ipconfig /all",
          "netstat ",
          "route print",
          "ip route show",
          "tasklist",
          "uptime",
          "Get-",
          "Test-",
          "Resolve-DnsName ",
          "Select-String ");

  /** What may stand behind a pipe. */
  private static final List<String> FILTERS =
      List.of("grep ", "head ", "tail ", "sort ", "findstr ", "Select-", "Format-", "Group-Object");

  /** Signs by which a shell writes a file or runs a second command, and options that do. */
  private static final Pattern MORE =
      Pattern.compile("[;&<>`\\n\\r]|\\$\\(|\\|\\||-mod=mod|-delete|-exec");

  private ReadOnly() {}

  /** Those of the remedies that cannot do harm, without commands that would take them back. */
  static List<Remedied> of(List<Remedied> remedies) {
    return remedies.stream().filter(ReadOnly::isHarmless).map(ReadOnly::looked).toList();
  }

  private static boolean isHarmless(Remedied remedy) {
    return remedy.risk() == Risk.NONE
        && remedy.steps().stream().allMatch(step -> onlyLooks(step.run()));
  }

  private static Remedied looked(Remedied remedy) {
    return new Remedied(
        remedy.title(),
        remedy.scope(),
        remedy.risk(),
        remedy.steps(),
        remedy.verify().stream().filter(step -> onlyLooks(step.run())).toList(),
        List.of());
  }

  static boolean onlyLooks(String command) {
    if (MORE.matcher(command).find()) {
      return false;
    }
    String[] parts = command.split("\\|", -1);
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (FILTERS.stream().noneMatch(part::startsWith)) {
        return false;
      }
    }
    return BEGINNINGS.stream().anyMatch(command::startsWith);
  }
}
