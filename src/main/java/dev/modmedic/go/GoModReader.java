package dev.modmedic.go;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads go.mod line by line; blocks in parentheses are unfolded. */
final class GoModReader {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|`([^`]*)`|([^\\s\"`]+)");

  private final Set<String> directives = new LinkedHashSet<>();
  private final List<GoMod.Require> requires = new ArrayList<>();
  private final List<GoMod.Replace> replaces = new ArrayList<>();
  private String module = "";
  private String goLine = "";
  private String toolchainLine = "";

  GoMod read(String text) {
    String block = "";
    for (String line : text.lines().toList()) {
      int comment = line.indexOf("//");
      List<String> words = words(comment < 0 ? line : line.substring(0, comment));
      boolean indirect = comment >= 0 && line.substring(comment).matches("//\\s*indirect\\b.*");
      if (words.isEmpty()) {
        continue;
      }
      if (words.getFirst().equals(")")) {
        block = "";
      } else if (!block.isEmpty()) {
        take(block, words, indirect);
      } else if (words.size() > 1 && words.get(1).equals("(")) {
        block = words.getFirst();
        directives.add(block);
      } else {
        directives.add(words.getFirst());
        take(words.getFirst(), words.subList(1, words.size()), indirect);
      }
    }
    return new GoMod(module, goLine, toolchainLine, requires, replaces, List.copyOf(directives));
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(line.replace("(", " ( ").replace(")", " ) "));
    while (word.find()) {
      int group = word.group(1) != null ? 1 : word.group(2) != null ? 2 : 3;
      words.add(word.group(group));
    }
    return words;
  }

  private void take(String directive, List<String> words, boolean indirect) {
    if (words.isEmpty()) {
      return;
    }
    switch (directive) {
      case "module" -> module = words.getFirst();
      case "go" -> goLine = words.getFirst();
      case "toolchain" -> toolchainLine = words.getFirst();
      case "require" -> {
        if (words.size() > 1) {
          requires.add(new GoMod.Require(words.get(0), words.get(1), indirect));
        }
      }
      case "replace" -> replace(words);
      default -> {}
    }
  }

  private void replace(List<String> words) {
    int arrow = words.indexOf("=>");
    if (arrow < 1 || arrow > 2 || words.size() < arrow + 2) {
      return;
    }
    replaces.add(
        new GoMod.Replace(
            words.getFirst(),
            arrow == 2 ? words.get(1) : "",
            words.get(arrow + 1),
            words.size() > arrow + 2 ? words.get(arrow + 2) : ""));
  }
}
