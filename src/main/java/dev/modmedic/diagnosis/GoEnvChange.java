package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Facts;
import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoEnv.Origin;
import dev.modmedic.knowledge.CommandLine;
import dev.modmedic.knowledge.CommandValue;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a remedy changes in the settings that {@code go env} keeps, and how it is taken back: by
 * writing what was set before. Where that is not known, it is printed before it is lost.
 *
 * @param look prints the settings first; empty when what they were is known
 * @param undo gives them back; empty when nothing is lost or it is not known what
 */
record GoEnvChange(List<Step> look, List<Step> undo) {
  private static final GoEnvChange NONE = new GoEnvChange(List.of(), List.of());

  private static final Pattern CHANGE =
      Pattern.compile("\\bgo env -[uw]((?: +(?:\"[^\"]*\"|[^\\s\"&|;)]+))+)");
  private static final Pattern NAME = Pattern.compile("(?<![^\\s\"])[A-Z][A-Z0-9]*(?![A-Z0-9])");

  /** Settings whose default is a fixed word, so that it shows whether somebody set them. */
  private static final Set<String> PLAIN =
      Set.of(
          "GOPROXY",
          "GOSUMDB",
          "GOPRIVATE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOINSECURE",
          "GOVCS",
          "GO111MODULE",
          "GOFLAGS",
          "GOTOOLCHAIN",
          "GOTMPDIR");

  /** What was set: a value, {@code ""} for nothing, null when it is not known. */
  private record Before(String name, @Nullable String value) {}

  static GoEnvChange of(List<Step> steps, Facts facts) {
    List<Before> before = names(steps).stream().map(name -> before(name, facts)).toList();
    if (before.isEmpty()) {
      return NONE;
    }
    List<Before> set = before.stream().filter(b -> !"".equals(b.value())).toList();
    boolean writes = steps.stream().anyMatch(step -> step.run().contains("go env -w"));
    if (set.isEmpty()) {
      return writes ? new GoEnvChange(List.of(), List.of(any("-u", before))) : NONE;
    }
    return set.size() == before.size()
        ? written(set).map(undo -> new GoEnvChange(List.of(), List.of(undo))).orElse(look(before))
        : look(before);
  }

  private static GoEnvChange look(List<Before> before) {
    return new GoEnvChange(List.of(any("", before)), List.of());
  }

  private static Step any(String option, List<Before> settings) {
    List<String> names = settings.stream().map(Before::name).toList();
    return new Step(
        Shell.ANY, ("go env " + option + " " + String.join(" ", names)).replace("  ", " "));
  }

  /** Empty when a value is not known or cannot be pasted. */
  private static Optional<Step> written(List<Before> settings) {
    StringBuilder run = new StringBuilder("go env -w");
    for (Before setting : settings) {
      Optional<String> word =
          setting.value() == null
              ? Optional.empty()
              : CommandLine.of(new Step(Shell.ANY, '"' + setting.name() + "={value}\""))
                  .fill(CommandValue.safe(Map.of("value", setting.value())));
      if (word.isEmpty()) {
        return Optional.empty();
      }
      run.append(' ').append(word.get());
    }
    return Optional.of(new Step(Shell.ANY, run.toString()));
  }

  private static Set<String> names(List<Step> steps) {
    Set<String> names = new LinkedHashSet<>();
    steps.forEach(step ->
        CHANGE
            .matcher(step.run())
            .results()
            .flatMap(change -> NAME.matcher(change.group(1)).results())
            .forEach(name -> names.add(name.group())));
    return names;
  }

  /** A variable of the process hides what {@code go env -w} wrote. */
  private static Before before(String name, Facts facts) {
    GoEnv goEnv = facts.goEnv();
    GoEnv.Setting setting = goEnv.setting(name);
    boolean hidden = facts.given("env") && !facts.env(name).isEmpty();
    if (!PLAIN.contains(name) || !facts.given("goEnv") || hidden) {
      return new Before(name, null);
    }
    boolean follows =
        name.startsWith("GONO") && setting.value().equals(goEnv.setting("GOPRIVATE").value());
    boolean unset = setting.origin() == Origin.DEFAULT || setting.origin() == Origin.DERIVED;
    return new Before(name, unset || follows ? "" : setting.value());
  }
}
