package dev.modmedic.wiring;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.history.ReplayRules;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.yaml.KnowledgeFolders;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.util.Map;
import java.util.TreeMap;

/** Puts drafts above the knowledge in force, as a last folder would stand. */
final class DraftRules implements ReplayRules.Drafts {
  /** Keeps a draft's codes and marks apart from those they are added to. */
  private static final String FOLDER = "draft/";

  private final YamlKnowledge reader;
  private final KnowledgeReload inForce;

  DraftRules(YamlKnowledge reader, KnowledgeReload inForce) {
    this.reader = reader;
    this.inForce = inForce;
  }

  @Override
  public Engine engine(Map<String, String> files) {
    Map<String, String> draft = new TreeMap<>();
    files.forEach((name, content) -> draft.put(FOLDER + name, content));
    Map<String, String> all = new TreeMap<>(inForce.files());
    KnowledgeFolders.putAbove(all, draft);
    try {
      return new Engine(reader.read(all), CalibrationFile.bundled());
    } catch (KnowledgeException e) {
      throw new KnowledgeException(e.mistakes().stream().map(DraftRules::asGiven).toList());
    }
  }

  private static Mistake asGiven(Mistake mistake) {
    String file = mistake.file();
    return file.startsWith(FOLDER)
        ? new Mistake(file.substring(FOLDER.length()), mistake.line(), mistake.message())
        : mistake;
  }
}
