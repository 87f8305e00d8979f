package dev.modmedic.go;

import dev.modmedic.go.ProxyList.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One thing that go does, or may do, on its way to a module. */
public sealed interface Step {
  /** {@link ResolutionPlan#ANY_VERSION} as it comes out of a URL. */
  String ENCODED_VERSION = "%7Bversion%7D";

  /** For which file, and at which entry of the list, the step happens. */
  Place place();

  /** A stable name for this kind of step. */
  String kind();

  /** What is asked or run: a redacted URL, a command, or the entry's name. */
  String target();

  /** Short plain facts about the step, in a stable order. */
  Map<String, String> facts();

  /** What go does after {@code outcome}. */
  default Reaction after(Outcome outcome) {
    return place().after(outcome.isFailure(), outcome.isNotExist());
  }

  /** A URL for readers, with the placeholder of a version as it is written everywhere else. */
  private static String shown(GoUrl url) {
    return url.redacted().replace(ENCODED_VERSION, ResolutionPlan.ANY_VERSION);
  }

  /** What go does after a step. */
  enum Reaction {
    /** It goes on with what the step was for. */
    PROCEED,
    /** It tries the next entry of the list. */
    NEXT_ENTRY,
    /** It gives up and reports an error. */
    END
  }

  /** Where in the walk a step happens; {@code entry} counts from 0. */
  record Place(ModuleFile file, int entry, Entry of, boolean last) {
    Reaction after(boolean failed, boolean notExist) {
      if (!failed) {
        return Reaction.PROCEED;
      }
      boolean fallsThrough = notExist || of.separator() == ProxyList.Separator.PIPE;
      return fallsThrough && !last ? Reaction.NEXT_ENTRY : Reaction.END;
    }
  }

  /**
   * A file is asked of a module proxy.
   *
   * @param repeated whether go asks once more after a 4xx answer, as 1.24 and later do over https
   */
  record ProxyRequest(Place place, GoUrl url, String httpProxy, boolean repeated) implements Step {
    @Override
    public String kind() {
      return "proxy-request";
    }

    @Override
    public String target() {
      return shown(url);
    }

    @Override
    public Map<String, String> facts() {
      String file = place.file().name().toLowerCase(Locale.ROOT);
      String again = repeated ? "after a 4xx answer" : "";
      return factsOf("file", file, "http-proxy", httpProxy, "asked-again", again);
    }

    @Override
    public Reaction after(Outcome outcome) {
      return isFinal(outcome) ? Reaction.END : Step.super.after(outcome);
    }

    /**
     * Whether the walk ends here whatever the separator: a zip is looked into only after the walk,
     * and a go.mod file that contradicts go.sum stops go at once.
     */
    boolean isFinal(Outcome outcome) {
      boolean hashed = place.file() == ModuleFile.ZIP || place.file() == ModuleFile.MOD;
      return hashed && outcome == Outcome.BAD_CONTENT;
    }
  }

  /** The entry answers "not exist" by itself; nothing is asked. */
  record Skip(Place place, String reason) implements Step {
    @Override
    public String kind() {
      return "skip";
    }

    @Override
    public String target() {
      return place.of().name();
    }

    @Override
    public Map<String, String> facts() {
      return factsOf("reason", reason);
    }

    @Override
    public Reaction after(Outcome outcome) {
      return place.after(true, true);
    }
  }

  /**
   * The module's own host is asked which repository it lives in; the second URL is tried only if
   * the first one cannot be reached.
   */
  record Discovery(Place place, List<GoUrl> urls, List<String> httpProxies) implements Step {
    public Discovery {
      urls = List.copyOf(urls);
      httpProxies = List.copyOf(httpProxies);
    }

    @Override
    public String kind() {
      return "go-import";
    }

    @Override
    public String target() {
      return urls.getFirst().redacted();
    }

    @Override
    public Map<String, String> facts() {
      String fallback = urls.stream().skip(1).map(GoUrl::redacted).collect(Collectors.joining());
      return factsOf("fallback", fallback, "http-proxy", String.join(" ", httpProxies));
    }

    /** Any failure of discovery counts as "not exist". */
    @Override
    public Reaction after(Outcome outcome) {
      return place.after(outcome.isFailure(), true);
    }
  }

  /** A version control tool reads the repository. */
  record Repository(Place place, String tool, String url, List<String> commands) implements Step {
    public Repository {
      commands = List.copyOf(commands);
    }

    @Override
    public String kind() {
      return "repository";
    }

    @Override
    public String target() {
      return url;
    }

    @Override
    public Map<String, String> facts() {
      return factsOf("tool", tool, "commands", String.join("; ", commands));
    }
  }

  /** After a failed git command go asks for the repository's URL to see whether it exists. */
  record RepositoryProbe(Place place, GoUrl url, String httpProxy) implements Step {
    @Override
    public String kind() {
      return "repository-probe";
    }

    @Override
    public String target() {
      return shown(url);
    }

    @Override
    public Map<String, String> facts() {
      return factsOf("only-if", "the version control command failed", "http-proxy", httpProxy);
    }
  }

  /** A module proxy is asked whether it passes on questions to the checksum database. */
  record SumDbSupport(Place place, GoUrl url, String httpProxy) implements Step {
    @Override
    public String kind() {
      return "sumdb-support";
    }

    @Override
    public String target() {
      return shown(url);
    }

    @Override
    public Map<String, String> facts() {
      return factsOf("http-proxy", httpProxy);
    }
  }

  /** The checksum database is asked for the hashes; a failure never counts as "not exist". */
  record SumDbLookup(Place place, GoUrl url, String httpProxy) implements Step {
    @Override
    public String kind() {
      return "sumdb-lookup";
    }

    @Override
    public String target() {
      return shown(url);
    }

    @Override
    public Map<String, String> facts() {
      return factsOf(
          "then",
          "tiles below " + url.redacted().replaceFirst("/lookup/.*", "/tile/"),
          "http-proxy",
          httpProxy);
    }

    /** The go.mod hash is checked inside the walk, the zip hash after it. */
    @Override
    public Reaction after(Outcome outcome) {
      boolean inside = place.file() == ModuleFile.MOD;
      return inside || !outcome.isFailure()
          ? place.after(outcome.isFailure(), false)
          : Reaction.END;
    }
  }

  /** Go stops here without asking anybody. */
  record Refusal(Place place, String problem) implements Step {
    @Override
    public String kind() {
      return "refusal";
    }

    @Override
    public String target() {
      return "";
    }

    @Override
    public Map<String, String> facts() {
      return factsOf("problem", problem);
    }

    @Override
    public Reaction after(Outcome outcome) {
      return place.after(true, false);
    }
  }

  private static Map<String, String> factsOf(String... pairs) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        facts.put(pairs[i], pairs[i + 1]);
      }
    }
    return facts;
  }
}
