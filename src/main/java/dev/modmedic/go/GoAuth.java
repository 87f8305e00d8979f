package dev.modmedic.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The GOAUTH setting, known since 1.24: where credentials for proxies and discovery come from.
 *
 * <p>See {@code go help goauth} and {@code auth/auth.go}; they are sent over https only. Earlier
 * releases read a netrc file and nothing else.
 *
 * @param problem what go says of a malformed value, or an empty text
 */
public record GoAuth(List<Source> sources, String problem) {
  /** What go uses when nothing is set. */
  public static final String DEFAULT = "netrc";

  /** One way to come by credentials. */
  public sealed interface Source {
    /** The netrc file. */
    record NetrcFile() implements Source {}

    /** {@code git credential fill}, run in a directory. */
    record GitCredential(String directory) implements Source {}

    /** A command that prints headers. */
    record Command(List<String> words) implements Source {
      public Command {
        words = List.copyOf(words);
      }
    }
  }

  public GoAuth {
    sources = List.copyOf(sources);
  }

  /** The sources that {@code release} uses with this GOAUTH value. */
  public static GoAuth of(String value, GoRelease release) {
    return release.atLeast(1, 24) ? parse(value) : parse(DEFAULT);
  }

  /** Reads a GOAUTH value; an empty one means the default. */
  public static GoAuth parse(String value) {
    var sources = new ArrayList<Source>();
    String[] commands = (value.isEmpty() ? DEFAULT : value).split(";", -1);
    for (String command : commands) {
      List<String> words =
          Arrays.stream(command.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
      String problem = problem(words, commands.length, value);
      if (!problem.isEmpty()) {
        return new GoAuth(List.of(), problem);
      }
      switch (words.getFirst()) {
        case "off" -> {}
        case "netrc" -> sources.add(new Source.NetrcFile());
        case "git" -> sources.add(new Source.GitCredential(words.get(1)));
        default -> sources.add(new Source.Command(words));
      }
    }
    return new GoAuth(sources, "");
  }

  private static String problem(List<String> words, int commands, String value) {
    if (words.isEmpty()) {
      return "GOAUTH encountered an empty command (GOAUTH=" + value + ")";
    }
    String git = "GOAUTH=git dir method requires an absolute path to the git working directory";
    return switch (words.getFirst()) {
      case "off" ->
          commands == 1
              ? ""
              : "GOAUTH=off cannot be combined with other authentication commands (GOAUTH="
                  + value
                  + ")";
      case "git" -> {
        if (words.size() != 2) {
          yield git;
        }
        boolean absolute = words.get(1).matches("(/|[A-Za-z]:[\\\\/]).*");
        yield absolute ? "" : git + ", dir is not absolute";
      }
      default -> "";
    };
  }

  /** Whether a netrc file is read. */
  public boolean usesNetrc() {
    return sources.contains(new Source.NetrcFile());
  }
}
