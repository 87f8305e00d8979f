package dev.modmedic.go;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What may stand between two slashes of a module path, import path or file name.
 *
 * <p>Follows {@code checkPath} and {@code checkElem} of golang.org/x/mod/module; the answers are
 * its words.
 */
enum PathElements {
  MODULE(PathElements::moduleCharacter),
  IMPORT(c -> moduleCharacter(c) || c == '+'),
  FILE(PathElements::fileCharacter);

  private static final Set<String> WINDOWS_DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private final IntPredicate allowed;

  PathElements(IntPredicate allowed) {
    this.allowed = allowed;
  }

  private static boolean moduleCharacter(int c) {
    return Letters.isAlphanumeric(c) || (c < 0x80 && "-._~".indexOf(c) >= 0);
  }

  private static boolean fileCharacter(int c) {
    return c < 0x80
        ? Letters.isAlphanumeric(c) || "!#$%&()+,-.=@[]^_{}~ ".indexOf(c) >= 0
        : Character.isLetter(c);
  }

  /** Why {@code path} is not valid; empty when it is. */
  Optional<String> problemOfPath(String path) {
    if (path.isEmpty()) {
      return Optional.of("empty string");
    }
    if (path.startsWith("-") && this != FILE) {
      return Optional.of("leading dash");
    }
    if (path.contains("//")) {
      return Optional.of("double slash");
    }
    if (path.endsWith("/")) {
      return Optional.of("trailing slash");
    }
    for (String element : path.split("/", -1)) {
      Optional<String> problem = problemOfElement(element);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** Why {@code element} is not valid; empty when it is. */
  Optional<String> problemOfElement(String element) {
    if (element.isEmpty()) {
      return Optional.of("empty path element");
    }
    if (element.chars().allMatch(c -> c == '.')) {
      return Optional.of("invalid path element " + Letters.quoted(element));
    }
    if (element.startsWith(".") && this == MODULE) {
      return Optional.of("leading dot in path element");
    }
    if (element.endsWith(".")) {
      return Optional.of("trailing dot in path element");
    }
    var stranger = element.codePoints().filter(allowed.negate()).findFirst();
    if (stranger.isPresent()) {
      return Optional.of("invalid char " + Letters.quoted(stranger.getAsInt()));
    }
    return problemOnWindows(element);
  }

  private Optional<String> problemOnWindows(String element) {
    int dot = element.indexOf('.');
    String name = dot < 0 ? element : element.substring(0, dot);
    if (WINDOWS_DEVICES.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of(Letters.quoted(name) + " disallowed as path element component on Windows");
    }
    int tilde = name.lastIndexOf('~');
    if (this != FILE && tilde >= 0 && Letters.allDigits(name.substring(tilde + 1))) {
      return Optional.of("trailing tilde and digits in path element");
    }
    return Optional.empty();
  }
}
