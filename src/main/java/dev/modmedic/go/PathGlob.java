package dev.modmedic.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One glob with the syntax of Go's {@code path.Match}.
 *
 * <p>See <a href="https://pkg.go.dev/path#Match">pkg.go.dev/path#Match</a>.
 */
record PathGlob(List<Token> tokens) {

  /** One piece of a glob that matches at most one character, except the star. */
  sealed interface Token {
    /** Any run of characters without a slash. */
    record Star() implements Token {}

    /** One character that is no slash. */
    record Any() implements Token {}

    /** Exactly this character. */
    record Literal(int character) implements Token {}

    /** One character inside, or outside, the ranges; {@code path.Match} lets it match a slash. */
    record OneOf(boolean negated, List<Range> ranges) implements Token {
      public OneOf {
        ranges = List.copyOf(ranges);
      }
    }
  }

  /** A closed range of characters. */
  record Range(int low, int high) {}

  PathGlob {
    tokens = List.copyOf(tokens);
  }

  /** The glob, or empty where Go answers {@code syntax error in pattern}. */
  static Optional<PathGlob> parse(String pattern) {
    return new Scanner(pattern).scan().map(PathGlob::new);
  }

  boolean matches(String name) {
    return matches(name.codePoints().toArray(), 0, 0);
  }

  private boolean matches(int[] name, int at, int token) {
    if (token == tokens.size()) {
      return at == name.length;
    }
    return switch (tokens.get(token)) {
      case Token.Star() -> matchesStar(name, at, token);
      case Token.Any() -> at < name.length && name[at] != '/' && matches(name, at + 1, token + 1);
      case Token.Literal(int c) ->
          at < name.length && name[at] == c && matches(name, at + 1, token + 1);
      case Token.OneOf(boolean negated, List<Range> ranges) ->
          at < name.length
              && contains(ranges, name[at]) != negated
              && matches(name, at + 1, token + 1);
    };
  }

  private boolean matchesStar(int[] name, int from, int token) {
    boolean last = tokens.stream().skip(token + 1L).noneMatch(t -> t instanceof Token.Star);
    if (last) {
      return matchesLastStar(name, from, token);
    }
    for (int at = from; at <= name.length; at++) {
      int end = endOfChunk(name, at, token + 1);
      if (end >= 0) {
        // Like path.Match, the first place where the piece up to the next star fits is final.
        return matches(name, end, nextStar(token + 1));
      }
      if (at < name.length && name[at] == '/') {
        return false;
      }
    }
    return false;
  }

  private boolean matchesLastStar(int[] name, int from, int token) {
    int at = name.length - (tokens.size() - token - 1);
    for (int i = from; i < at; i++) {
      if (name[i] == '/') {
        return false;
      }
    }
    return at >= from && matches(name, at, token + 1);
  }

  private int nextStar(int token) {
    int next = token;
    while (!(tokens.get(next) instanceof Token.Star)) {
      next++;
    }
    return next;
  }

  private int endOfChunk(int[] name, int from, int token) {
    int end = nextStar(token);
    var chunk = new PathGlob(tokens.subList(token, end));
    int length = end - token;
    if (from + length > name.length) {
      return -1;
    }
    int[] piece = Arrays.copyOfRange(name, from, from + length);
    return chunk.matches(piece, 0, 0) ? from + length : -1;
  }

  private static boolean contains(List<Range> ranges, int c) {
    return ranges.stream().anyMatch(range -> range.low() <= c && c <= range.high());
  }

  private static final class Scanner {
    private final int[] pattern;
    private int at;

    Scanner(String pattern) {
      this.pattern = pattern.codePoints().toArray();
    }

    Optional<List<Token>> scan() {
      var tokens = new ArrayList<Token>();
      while (at < pattern.length) {
        Optional<? extends Token> token = next(pattern[at++]);
        if (token.isEmpty()) {
          return Optional.empty();
        }
        tokens.add(token.get());
      }
      return Optional.of(tokens);
    }

    private Optional<? extends Token> next(int c) {
      return switch (c) {
        case '*' -> Optional.of(new Token.Star());
        case '?' -> Optional.of(new Token.Any());
        case '[' -> oneOf();
        case '\\' ->
            at < pattern.length ? Optional.of(new Token.Literal(pattern[at++])) : Optional.empty();
        default -> Optional.of(new Token.Literal(c));
      };
    }

    private Optional<Token.OneOf> oneOf() {
      boolean negated = at < pattern.length && pattern[at] == '^';
      at += negated ? 1 : 0;
      var ranges = new ArrayList<Range>();
      while (!(at < pattern.length && pattern[at] == ']' && !ranges.isEmpty())) {
        int low = bound();
        int high = low;
        if (low >= 0 && pattern[at] == '-') {
          at++;
          high = bound();
        }
        if (low < 0 || high < 0) {
          return Optional.empty();
        }
        ranges.add(new Range(low, high));
      }
      at++;
      return Optional.of(new Token.OneOf(negated, ranges));
    }

    /** The next, possibly escaped, character of a class; -1 if the class breaks off or is bad. */
    private int bound() {
      if (at >= pattern.length || pattern[at] == '-' || pattern[at] == ']') {
        return -1;
      }
      at += pattern[at] == '\\' ? 1 : 0;
      return at + 1 < pattern.length ? pattern[at++] : -1;
    }
  }
}
