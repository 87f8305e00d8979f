package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Makes a checked knowledge base from YAML files, or tells every mistake in them. */
public final class YamlKnowledge {
  private static final String MARKS = "marks.yaml";
  private static final String CODES = "codes.yaml";

  private final CauseReader reader;

  public YamlKnowledge(LinePattern.Compiler patterns, Condition.Compiler conditions) {
    this.reader = new CauseReader(patterns, conditions);
  }

  /**
   * Reads and checks files.
   *
   * @param files content by path below the knowledge folder, such as {@code dns/timeout.yaml};
   *     files named {@code marks.yaml} hold marks, {@code codes.yaml} the codes there are, all
   *     others one cause each
   * @throws KnowledgeException if there is any mistake in any of them
   */
  public KnowledgeBase read(Map<String, String> files) {
    List<Mistake> mistakes = new ArrayList<>();
    Map<String, Cause> causes = new TreeMap<>();
    List<Mark> marks = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    new TreeMap<>(files)
        .forEach((file, content) -> {
          @Nullable Node root = compose(file, content, mistakes);
          if (root == null) {
            return;
          }
          if (file.endsWith(MARKS)) {
            marks.addAll(marks(file, root, mistakes));
          } else if (file.endsWith(CODES)) {
            codes.addAll(codes(file, root, mistakes));
          } else {
            YamlNode node = YamlNode.of(file, root, mistakes);
            causes.put(file, reader.cause(node));
          }
        });
    mistakes.addAll(CrossCheck.of(files, causes, marks, codes));
    if (!mistakes.isEmpty()) {
      throw new KnowledgeException(mistakes);
    }
    return new KnowledgeBase(versionOf(files), List.copyOf(causes.values()), marks);
  }

  private List<Mark> marks(String file, Node root, List<Mistake> mistakes) {
    if (root instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .map(node -> reader.mark(YamlNode.of(file, node, mistakes)))
          .toList();
    }
    mistakes.add(new Mistake(file, 1, "a list of marks is expected"));
    return List.of();
  }

  private static List<String> codes(String file, Node root, List<Mistake> mistakes) {
    if (root instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .filter(ScalarNode.class::isInstance)
          .map(node -> ((ScalarNode) node).getValue())
          .toList();
    }
    mistakes.add(new Mistake(file, 1, "a list of codes is expected"));
    return List.of();
  }

  private static @Nullable Node compose(String file, String content, List<Mistake> mistakes) {
    try {
      Node root =
          new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(content));
      if (root == null) {
        mistakes.add(new Mistake(file, 0, "the file is empty"));
      }
      return root;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      mistakes.add(new Mistake(file, line, "not YAML: " + e.getProblem()));
      return null;
    } catch (YAMLException e) {
      mistakes.add(new Mistake(file, 0, "not YAML: " + String.valueOf(e.getMessage()).strip()));
      return null;
    }
  }

  private static String versionOf(Map<String, String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(files)
          .forEach((file, content) -> {
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
