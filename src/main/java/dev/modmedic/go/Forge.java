package dev.modmedic.go;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What go knows of a module's repository from the path alone.
 *
 * <p>See {@code vcsPaths} in {@code vcs/vcs.go}.
 *
 * @param root the part of the path that names the repository
 * @param repository its address; without a scheme if go has to find out which one works
 * @param problem why go refuses the path at once, or an empty text
 */
public record Forge(String root, String tool, String repository, String problem) {
  private record Rule(String prefix, Pattern pattern, String tool, boolean noSuffix) {}

  private static final String NAME = "[\\w.\\-]+";
  private static final List<String> TOOLS = List.of("hg", "git", "svn", "bzr", "fossil");
  private static final List<Rule> RULES =
      List.of(
          rule("github.com", NAME + "/" + NAME, "git", true),
          rule("bitbucket.org", NAME + "/" + NAME, "git", true),
          rule("hub.jazz.net/git", "[a-z0-9]+/" + NAME, "git", true),
          rule("git.apache.org", "[a-z0-9_.\\-]+\\.git", "git", false),
          rule("git.openstack.org", NAME + "/" + NAME, "git", false),
          rule("chiselapp.com", "user/[A-Za-z0-9]+/repository/" + NAME, "fossil", false));
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(?<root>(?<repo>([a-z0-9.\\-]+\\.)+[a-z0-9.\\-]+(:[0-9]+)?(/~?[\\w.\\-]+)+?)"
              + "\\.(?<vcs>bzr|fossil|git|hg|svn))(/~?[\\w.\\-]+)*$");

  private static Rule rule(String prefix, String rest, String tool, boolean noSuffix) {
    Pattern pattern =
        Pattern.compile("(" + Pattern.quote(prefix) + "/" + rest + ")(/" + NAME + ")*");
    return new Rule(prefix, pattern, tool, noSuffix);
  }

  /** The repository of a path on a host that go knows, or with a version control suffix. */
  public static Optional<Forge> of(String path) {
    for (Rule rule : RULES) {
      if (path.equals(rule.prefix()) || path.startsWith(rule.prefix() + "/")) {
        return Optional.of(known(rule, path));
      }
    }
    Matcher suffix = SUFFIX.matcher(path);
    return suffix.find()
        ? Optional.of(
            new Forge(suffix.group("root"), suffix.group("vcs"), suffix.group("repo"), ""))
        : Optional.empty();
  }

  private static Forge known(Rule rule, String path) {
    Matcher matcher = rule.pattern().matcher(path);
    if (!matcher.matches()) {
      String problem = "invalid %s import path %s".formatted(rule.prefix(), Letters.quoted(path));
      return new Forge(path, rule.tool(), "", problem);
    }
    String root = matcher.group(1);
    boolean suffix = rule.noSuffix() && TOOLS.stream().anyMatch(tool -> root.endsWith("." + tool));
    String problem = suffix ? "invalid version control suffix in " + rule.prefix() + "/ path" : "";
    return new Forge(root, rule.tool(), "https://" + root, problem);
  }

  /** Whether go has to try which scheme works, as for paths that end in {@code .git}. */
  public boolean needsScheme() {
    return !repository.isEmpty() && !repository.contains("://");
  }
}
