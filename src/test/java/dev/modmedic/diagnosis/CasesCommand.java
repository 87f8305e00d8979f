package dev.modmedic.diagnosis;

import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks knowledge files against their cases without Maven: {@code CasesCommand KNOWLEDGE CASES
 * [CODE-PREFIX…]}.
 */
final class CasesCommand {
  private CasesCommand() {}

  public static void main(String[] args) {
    List<String> wanted = List.of(args).subList(2, args.length);
    Engine engine = new Engine(load(Path.of(args[0])), Calibration.NONE);
    int checked = 0;
    int failed = 0;
    for (RuleCase one : RuleCase.below(Path.of(args[1]))) {
      if (!wanted.isEmpty() && wanted.stream().noneMatch(one.code()::startsWith)) {
        continue;
      }
      checked++;
      Optional<String> failure = one.failure(engine);
      if (failure.isEmpty() && one.key() != null) {
        failure = one.mutationFailure(engine);
      }
      if (failure.isPresent()) {
        failed++;
        System.out.println(one.code() + ": " + one.name() + ": " + failure.get());
      }
    }
    System.out.println(checked + " cases, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }

  /** The knowledge below a folder, without the files that hold mistakes, which are printed. */
  static KnowledgeBase load(Path folder) {
    YamlKnowledge reader = new YamlKnowledge(new Re2Patterns(), new CelConditions());
    Map<String, String> files = new TreeMap<>(KnowledgeFolder.read(folder));
    while (true) {
      try {
        return reader.read(files);
      } catch (KnowledgeException e) {
        System.out.println(e.getMessage());
        e.mistakes().forEach(mistake -> files.remove(mistake.file()));
      }
    }
  }
}
