package dev.modmedic.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pattern of GOPRIVATE and its kin that no valid module path can match, and why. */
public record DeadPattern(String pattern, Reason reason) {

  /** Why a pattern never matches. */
  public enum Reason {
    /** It begins with a URL scheme; patterns are module paths. */
    SCHEME,
    /** It holds a blank, often after a comma; go does not trim. */
    SPACE,
    /** It names a port; module paths have none. */
    PORT,
    /** It names a version after an at sign. */
    VERSION,
    /** Its first element has an upper-case letter; host names in module paths are lower case. */
    UPPER_CASE_HOST,
    /** It is written as a regular expression. */
    REGULAR_EXPRESSION,
    /** It ends in three dots, which mean all packages elsewhere. */
    ELLIPSIS,
    /** It begins with a slash or has two in a row. */
    EMPTY_ELEMENT,
    /** Its first element is a single word without a dot. */
    NO_DOT,
    /** Its glob has a syntax error, so go skips it. */
    BAD_GLOB,
    /** It holds a character that module paths cannot have. */
    FOREIGN_CHARACTER
  }

  static Optional<DeadPattern> of(String pattern) {
    return reason(pattern).map(reason -> new DeadPattern(pattern, reason));
  }

  private static Optional<Reason> reason(String pattern) {
    if (pattern.matches("[a-z+]+://.*")) {
      return Optional.of(Reason.SCHEME);
    }
    if (pattern.chars().anyMatch(Character::isWhitespace)) {
      return Optional.of(Reason.SPACE);
    }
    if (pattern.startsWith("/") || pattern.contains("//")) {
      return Optional.of(Reason.EMPTY_ELEMENT);
    }
    if (pattern.equals("...") || pattern.endsWith("/...")) {
      return Optional.of(Reason.ELLIPSIS);
    }
    Optional<PathGlob> glob = PathGlob.parse(pattern);
    return glob.isEmpty() ? Optional.of(Reason.BAD_GLOB) : reason(glob.get());
  }

  private static Optional<Reason> reason(PathGlob glob) {
    List<List<PathGlob.Token>> elements = elements(glob);
    for (List<PathGlob.Token> element : elements) {
      if (element.isEmpty()) {
        return Optional.of(Reason.EMPTY_ELEMENT);
      }
      Optional<Reason> foreign = foreignCharacter(element);
      if (foreign.isPresent()) {
        return foreign;
      }
      // No element of a module path may begin with a dot, so ".*" is a regular expression's.
      if (element.getFirst() instanceof PathGlob.Token.Literal(int c) && c == '.') {
        return Optional.of(Reason.REGULAR_EXPRESSION);
      }
    }
    return firstElement(elements.getFirst());
  }

  private static Optional<Reason> firstElement(List<PathGlob.Token> host) {
    boolean plain = host.stream().allMatch(PathGlob.Token.Literal.class::isInstance);
    boolean dot = host.contains(new PathGlob.Token.Literal('.'));
    boolean upper =
        host.stream()
            .anyMatch(t -> t instanceof PathGlob.Token.Literal(int c) && Letters.isUpper(c));
    if (upper) {
      return Optional.of(Reason.UPPER_CASE_HOST);
    }
    return plain && !dot ? Optional.of(Reason.NO_DOT) : Optional.empty();
  }

  private static Optional<Reason> foreignCharacter(List<PathGlob.Token> element) {
    for (PathGlob.Token token : element) {
      if (token instanceof PathGlob.Token.Literal(int c) && !isModuleCharacter(c)) {
        return Optional.of(
            switch (c) {
              case ':' -> Reason.PORT;
              case '@' -> Reason.VERSION;
              case '^', '$', '+', '|', '(', ')', '{', '}', '\\' -> Reason.REGULAR_EXPRESSION;
              default -> Reason.FOREIGN_CHARACTER;
            });
      }
    }
    return Optional.empty();
  }

  private static boolean isModuleCharacter(int c) {
    return Letters.isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
  }

  private static List<List<PathGlob.Token>> elements(PathGlob glob) {
    var elements = new ArrayList<List<PathGlob.Token>>();
    elements.add(new ArrayList<>());
    for (PathGlob.Token token : glob.tokens()) {
      if (token.equals(new PathGlob.Token.Literal('/'))) {
        elements.add(new ArrayList<>());
      } else {
        elements.getLast().add(token);
      }
    }
    return elements;
  }
}
