package dev.modmedic.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The machines a netrc file has credentials for, as go reads the file; secrets are not kept.
 *
 * <p>See {@code auth/netrc.go}: an entry counts once it has machine, login and password; {@code
 * default} is not used.
 */
public record Netrc(List<String> machines) {
  private static final Set<String> WITHOUT_VALUE = Set.of("default");

  public Netrc {
    machines = List.copyOf(machines);
  }

  /** Reads the text of a netrc file. */
  public static Netrc parse(String text) {
    var machines = new ArrayList<String>();
    var entry = new Entry("", false, false);
    boolean macro = false;
    for (String line : text.split("\n", -1)) {
      if (macro) {
        macro = !line.isEmpty();
        continue;
      }
      String[] words =
          Arrays.stream(line.split("\\s+")).filter(w -> !w.isEmpty()).toArray(String[]::new);
      int i = 0;
      for (; i < words.length - 1; i += 2) {
        macro |= words[i].equals("macdef");
        entry = entry.with(words[i], words[i + 1]);
        if (entry.isComplete()) {
          machines.add(entry.machine());
          entry = new Entry("", false, false);
        }
      }
      if (i < words.length && WITHOUT_VALUE.contains(words[i])) {
        break;
      }
    }
    return new Netrc(machines);
  }

  private record Entry(String machine, boolean login, boolean password) {
    Entry with(String word, String value) {
      return switch (word) {
        case "machine" -> new Entry(value, false, false);
        case "login" -> new Entry(machine, !value.isEmpty(), password);
        case "password" -> new Entry(machine, login, !value.isEmpty());
        default -> this;
      };
    }

    boolean isComplete() {
      return !machine.isEmpty() && login && password;
    }
  }

  /**
   * Whether {@code release} sends credentials with a request for {@code url}: over https only, and
   * since 1.20 an explicit port must be part of the machine name.
   */
  public boolean appliesTo(GoUrl url, GoRelease release) {
    if (!url.scheme().equals("https")) {
      return false;
    }
    return machines.contains(release.atLeast(1, 20) ? url.host() : url.hostname());
  }

  /** Where go looks for the file on an operating system named as GOOS names it. */
  public static String location(Map<String, String> environment, String goos) {
    String explicit = environment.getOrDefault("NETRC", "");
    if (!explicit.isEmpty()) {
      return explicit;
    }
    boolean windows = goos.toLowerCase(Locale.ROOT).equals("windows");
    return windows
        ? environment.getOrDefault("USERPROFILE", "%USERPROFILE%") + "\\_netrc"
        : environment.getOrDefault("HOME", "$HOME") + "/.netrc";
  }
}
