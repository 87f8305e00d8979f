package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.Mark;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What one file says by itself: a cause, or marks, or codes, and the mistakes in it.
 *
 * @param content the text it was read from
 * @param cause null in a file of marks or codes, and in one that is not YAML
 */
record ReadFile(
    String content,
    @Nullable Cause cause,
    List<Mark> marks,
    List<String> codes,
    List<Mistake> mistakes) {
  private static final String MARKS = "marks.yaml";
  private static final String CODES = "codes.yaml";

  ReadFile {
    marks = List.copyOf(marks);
    codes = List.copyOf(codes);
    mistakes = List.copyOf(mistakes);
  }

  static ReadFile of(String file, String content, CauseReader reader) {
    List<Mistake> mistakes = new ArrayList<>();
    @Nullable Cause cause = null;
    List<Mark> marks = List.of();
    List<String> codes = List.of();
    @Nullable Node root = compose(file, content, mistakes);
    if (root != null && file.endsWith(MARKS)) {
      marks = marks(file, root, mistakes, reader);
    } else if (root != null && file.endsWith(CODES)) {
      codes = codes(file, root, mistakes);
    } else if (root != null) {
      cause = reader.cause(YamlNode.of(file, root, mistakes));
    }
    return new ReadFile(content, cause, marks, codes, mistakes);
  }

  private static List<Mark> marks(
      String file, Node root, List<Mistake> mistakes, CauseReader reader) {
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
}
