package dev.modmedic.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Knows the short options by which usual commands take a password: {@code docker login -p x}. */
final class CommandSecrets {
  private static final int CONTEXT = 256;

  /** Where a command's name begins. */
  private static final String COMMAND = "(?:^|[\\s;|&(\"'`/\\\\])";

  private static final List<Command> COMMANDS =
      List.of(
          new Command(
              'p',
              "(?:docker|podman|nerdctl|buildah|skopeo|crane|oras|helm|az|oc|cf|jf|jfrog|wrangler)"
                  + "(?:\\.exe)?\\s(?:[^|;&\\n]*\\s)?login\\s"),
          new Command('p', "twine\\supload\\s"),
          new Command('p', "sshpass\\s(?:-v\\s)?(?=-$)"),
          new Command('p', "mongo(?:sh|dump|restore|export|import)?\\s"),
          new Command('a', "redis-cli\\s"),
          new Command('w', "ldap(?:search|modify|add|delete|whoami|passwd)\\s"),
          new Command('u', "(?:curl|wget)(?:\\.exe)?\\s"),
          new Command('U', "curl(?:\\.exe)?\\s"));

  /** Options that are written together with the password alone. */
  private static final List<Command> ATTACHED =
      List.of(
          new Command('p', "sshpass\\s(?:-v\\s)?(?=-$)"),
          new Command('p', "(?:mysql|mariadb)(?:dump|admin|import)?\\s"),
          new Command('u', "curl(?:\\.exe)?\\s"));

  /** Words that follow an option where people write about it. */
  private static final String[] PROSE = {
    "a",
    "an",
    "and",
    "argument",
    "as",
    "be",
    "by",
    "can",
    "cannot",
    "could",
    "does",
    "flag",
    "for",
    "from",
    "has",
    "if",
    "in",
    "instead",
    "into",
    "is",
    "it",
    "may",
    "must",
    "needs",
    "not",
    "of",
    "on",
    "option",
    "options",
    "or",
    "parameter",
    "requires",
    "set",
    "should",
    "so",
    "than",
    "that",
    "the",
    "then",
    "to",
    "until",
    "value",
    "via",
    "was",
    "were",
    "when",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would"
  };

  private CommandSecrets() {}

  /** A command before an option of one letter. */
  private record Command(char option, Pattern before) {
    Command(char option, String before) {
      this(option, Pattern.compile(COMMAND + before));
    }
  }

  /** Whether the option {@code text.charAt(at)} takes a password, or a user with one, behind it. */
  static boolean takesNext(String text, int at) {
    return takes(COMMANDS, text, at);
  }

  /** Whether what follows the option without a blank is one. */
  static boolean takesAttached(String text, int at) {
    return takes(ATTACHED, text, at);
  }

  /** Whether the option stands for a user and a password with a colon between them. */
  static boolean isUser(char option) {
    return option == 'u' || option == 'U';
  }

  private static boolean takes(List<Command> commands, String text, int at) {
    char option = text.charAt(at);
    if (commands.stream().noneMatch(command -> command.option() == option)) {
      return false;
    }
    String before = before(text, at);
    return commands.stream()
        .filter(command -> command.option() == option)
        .anyMatch(command -> command.before().matcher(before).find());
  }

  /** The line up to the option, as far as a command may reach. */
  private static String before(String text, int at) {
    int limit = Math.max(0, at - CONTEXT);
    int start = at;
    while (start > limit && text.charAt(start - 1) >= ' ') {
      start--;
    }
    return text.substring(start, at);
  }

  /** Whether a word is no value of an option but speaks of it. */
  static boolean isProse(String word) {
    return Arrays.binarySearch(PROSE, word) >= 0;
  }
}
