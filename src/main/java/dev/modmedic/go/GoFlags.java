package dev.modmedic.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The GOFLAGS setting: flags that every go command gets if it knows them.
 *
 * <p>See {@code go help environment} and {@code base/goflags.go}.
 *
 * @param flags the flags in order, quotes taken off
 * @param problem what go says of a value that stops every command, or an empty text
 */
public record GoFlags(List<String> flags, String problem) {
  public GoFlags {
    flags = List.copyOf(flags);
  }

  /** The flags of all commands of 1.19, as that go answers to each of them in GOFLAGS. */
  private static final Set<String> NAMES =
      Set.of(
          ("a asan asmflags bench benchmem benchtime blockprofile "
                  + "blockprofilerate buildmode buildvcs c cache compat compiled compiler "
                  + "count cover covermode coverpkg coverprofile cpu cpuprofile d deps "
                  + "dropexclude dropreplace droprequire dropretract dropuse e exclude "
                  + "exec export f failfast find fix fmt fuzz fuzzcache fuzzminimizetime "
                  + "fuzztime gccgoflags gcflags go i insecure installsuffix json ldflags "
                  + "linkshared list m memprofile memprofilerate mod modcache modcacherw "
                  + "modfile module msan mutexprofile mutexprofilefraction n o outputdir "
                  + "overlay p parallel pkgdir print r race replace require retract "
                  + "retracted reuse run short shuffle t tags test testcache timeout "
                  + "toolexec trace trimpath u use v vendor versions vet vettool w work x")
              .split(" "));

  /** Those that came later, up to {@link #LAST_KNOWN}. */
  private static final Set<String> LATER =
      Set.of(
          ("C changed diff dropgodebug fullpath godebug pgo skip toolchain tool "
                  + "droptool ignore dropignore http")
              .split(" "));

  private static final GoRelease FIRST_KNOWN = GoRelease.of(1, 19);
  private static final GoRelease LAST_KNOWN = GoRelease.of(1, 25);
  private static final String PROBLEM = "parsing $GOFLAGS: ";

  /** Reads a GOFLAGS value as a current release does, whatever flags that has. */
  public static GoFlags parse(String value) {
    return parse(value, null);
  }

  /**
   * Reads a GOFLAGS value as {@code release} does; null stands for a current one whose flags are
   * not known. Up to 1.19 quotes mean nothing.
   */
  public static GoFlags parse(String value, @Nullable GoRelease release) {
    boolean quotes = release == null || release.atLeast(1, 20);
    var flags = new ArrayList<String>();
    String rest = withoutBlanks(value);
    while (!rest.isEmpty()) {
      char quote = rest.charAt(0);
      boolean quoted = quotes && (quote == '\'' || quote == '"');
      int end = quoted ? rest.indexOf(quote, 1) : firstBlank(rest);
      if (end < 0) {
        return new GoFlags(List.of(), PROBLEM + "unterminated " + quote + " string");
      }
      flags.add(rest.substring(quoted ? 1 : 0, end));
      rest = withoutBlanks(rest.substring(quoted ? end + 1 : end));
    }
    String problem =
        flags.stream()
            .map(flag -> problem(flag, release))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse("");
    return new GoFlags(flags, problem);
  }

  private static String problem(String word, @Nullable GoRelease release) {
    if (!word.matches("--?[^-=].*")) {
      return PROBLEM + "non-flag " + Letters.quoted(word);
    }
    String name = word.replaceFirst("^--?", "").replaceFirst("=.*", "");
    return isKnown(name, release) ? "" : PROBLEM + "unknown flag -" + name;
  }

  /** Whether a release has the flag, or its flags are not known here. */
  private static boolean isKnown(String name, @Nullable GoRelease release) {
    if (release == null
        || release.compareTo(FIRST_KNOWN) < 0
        || release.language().compareTo(LAST_KNOWN) > 0) {
      return true;
    }
    return NAMES.contains(name)
        || name.startsWith("test.")
        || (release.atLeast(1, 20) && LATER.contains(name));
  }

  private static String withoutBlanks(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static int firstBlank(String text) {
    int end = 0;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The value of {@code -name=value}; {@code "true"} for a bare flag; the last one wins. */
  public Optional<String> value(String name) {
    return flags.reversed().stream()
        .map(flag -> flag.replaceFirst("^--?", ""))
        .filter(flag -> flag.equals(name) || flag.startsWith(name + "="))
        .findFirst()
        .map(flag -> flag.equals(name) ? "true" : flag.substring(name.length() + 1));
  }

  /** The module mode asked for: {@code mod}, {@code readonly}, {@code vendor} or empty. */
  public String mod() {
    return value("mod").orElse("");
  }
}
