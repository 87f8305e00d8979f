package dev.modmedic.knowledge;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command line of Windows means to its shell: its words and operators, by the documented
 * rules of cmd.exe and of PowerShell's argument mode.
 */
final class ShellWords {
  private static final String SMART_DOUBLE = "\u201C\u201D\u201E";
  private static final String SMART_SINGLE = "\u2018\u2019\u201A\u201B";

  private ShellWords() {}

  /** Quotes hide operators, a caret outside of them hides one character; cmd /c reads again. */
  static List<String> cmd(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!quoted && c == '^' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        plain.append(line.charAt(i));
        continue;
      }
      quoted ^= c == '"';
      plain.append(c);
      if (!quoted && " \t".indexOf(c) >= 0) {
        end(word, words);
      } else if (!quoted && "&|<>()\n\r".indexOf(c) >= 0) {
        end(word, words);
        words.add("operator " + c);
      } else {
        word.append(c);
      }
    }
    end(word, words);
    words.add(quoted ? "quote not closed" : "all closed");
    if (words.size() > 1 && words.get(0).equals("cmd") && words.get(1).equals("/c")) {
      words.addAll(cmd(plain.substring(plain.indexOf("/c") + 2).strip()));
    }
    return words;
  }

  static List<String> powerShell(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '`' && i + 1 < line.length()) {
        word.append(c).append(line.charAt(++i));
      } else if (c == '"' || SMART_DOUBLE.indexOf(c) >= 0) {
        i = string(line, i, "\"" + SMART_DOUBLE, word);
      } else if (c == '\'' || SMART_SINGLE.indexOf(c) >= 0) {
        i = string(line, i, "'" + SMART_SINGLE, word);
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        end(word, words);
      } else if (";|&(){},<>".indexOf(c) >= 0) {
        end(word, words);
        words.add("operator " + c);
      } else if (word.isEmpty() && (c == '#' || c == '@')) {
        words.add("special " + c);
      } else if (word.toString().matches("-[^\"']*") && (c == '.' || c == ':')) {
        end(word, words);
        word.append(c);
      } else {
        word.append(c);
      }
    }
    end(word, words);
    return words;
  }

  /** A string to its end; two quotes in a row stand for one. */
  private static int string(String line, int start, String quotes, StringBuilder word) {
    boolean expands = quotes.charAt(0) == '"';
    int at = start;
    word.append(line.charAt(at++));
    while (at < line.length()) {
      char c = line.charAt(at);
      word.append(c);
      if (expands && c == '`' && at + 1 < line.length()) {
        word.append(line.charAt(++at));
      } else if (quotes.indexOf(c) >= 0) {
        return at;
      }
      at++;
    }
    word.append("quote not closed");
    return at;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
