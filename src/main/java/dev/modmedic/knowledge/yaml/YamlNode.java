package dev.modmedic.knowledge.yaml;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping being read; every mistake is noted with its line and reading goes on. */
final class YamlNode {
  private static final Text NO_TEXT = Text.same("");

  private final String file;
  private final int line;
  private final Map<String, Node> children;
  private final List<Mistake> mistakes;

  private YamlNode(String file, int line, Map<String, Node> children, List<Mistake> mistakes) {
    this.file = file;
    this.line = line;
    this.children = children;
    this.mistakes = mistakes;
  }

  static YamlNode of(String file, @Nullable Node node, List<Mistake> mistakes) {
    Map<String, Node> children = new LinkedHashMap<>();
    int line = node == null ? 0 : lineOf(node);
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
          mistakes.add(new Mistake(file, lineOf(tuple.getKeyNode()), "a key must be a word"));
          continue;
        }
        String key = name.getValue();
        if (children.put(key, tuple.getValueNode()) != null) {
          mistakes.add(new Mistake(file, lineOf(tuple.getKeyNode()), "\"" + key + "\" twice"));
        }
      }
    } else {
      mistakes.add(new Mistake(file, line, "a mapping of names to values is expected here"));
    }
    return new YamlNode(file, line, children, mistakes);
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  int line() {
    return line;
  }

  int line(String key) {
    Node child = children.get(key);
    return child == null ? line : lineOf(child);
  }

  boolean has(String key) {
    return children.containsKey(key);
  }

  void mistake(String key, String message) {
    mistakes.add(new Mistake(file, line(key), message));
  }

  /** Notes every key that is not among {@code known}. */
  YamlNode only(String... known) {
    Set<String> unknown = new TreeSet<>(children.keySet());
    unknown.removeAll(Set.of(known));
    unknown.forEach(key ->
        mistake(key, "unknown key \"" + key + "\"; known here: " + String.join(", ", known)));
    return this;
  }

  Optional<String> optionalText(String key) {
    Node child = children.get(key);
    if (child == null) {
      return Optional.empty();
    }
    if (child instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    mistake(key, "\"" + key + "\" must be text");
    return Optional.empty();
  }

  String text(String key) {
    if (!has(key)) {
      mistake(key, "\"" + key + "\" is missing");
    }
    return optionalText(key).orElse("");
  }

  double number(String key, double otherwise) {
    Optional<String> text = optionalText(key);
    try {
      return text.map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException e) {
      mistake(key, "\"" + key + "\" must be a number, not \"" + text.orElse("") + "\"");
      return otherwise;
    }
  }

  boolean flag(String key) {
    String text = optionalText(key).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      mistake(key, "\"" + key + "\" must be true or false");
    }
    return text.equals("true");
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    Optional<String> text = optionalText(key);
    for (E value : type.getEnumConstants()) {
      if (text.isEmpty() || nameOf(value).equals(text.get())) {
        return text.isEmpty() ? otherwise : value;
      }
    }
    List<String> names =
        java.util.Arrays.stream(type.getEnumConstants()).map(YamlNode::nameOf).toList();
    mistake(key, "\"" + key + "\" must be one of " + String.join(", ", names));
    return otherwise;
  }

  private static String nameOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Prose in both languages. */
  Text prose(String key) {
    return optionalProse(key)
        .orElseGet(() -> {
          if (!has(key)) {
            mistake(key, "\"" + key + "\" is missing");
          }
          return NO_TEXT;
        });
  }

  Optional<Text> optionalProse(String key) {
    Node child = children.get(key);
    return child == null ? Optional.empty() : Optional.of(prose(of(file, child, mistakes)));
  }

  private static Text prose(YamlNode node) {
    node.only("en", "zh");
    return new Text(node.text("en").strip(), node.text("zh").strip());
  }

  List<Text> proses(String key) {
    return maps(key).stream().map(YamlNode::prose).toList();
  }

  List<String> texts(String key) {
    return items(key, this::scalar).stream().flatMap(Optional::stream).toList();
  }

  private Optional<String> scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    mistakes.add(new Mistake(file, lineOf(node), "text is expected here"));
    return Optional.empty();
  }

  List<YamlNode> maps(String key) {
    return items(key, node -> of(file, node, mistakes));
  }

  /** The items under {@code key}, where a text stands for a mapping with {@code name}. */
  List<YamlNode> mapsOrTexts(String key, String name) {
    return items(key, node -> mapOrText(node, name));
  }

  /** The mapping under {@code key}, where a text stands for a mapping with {@code name}. */
  Optional<YamlNode> mapOrText(String key, String name) {
    return Optional.ofNullable(children.get(key)).map(child -> mapOrText(child, name));
  }

  private YamlNode mapOrText(Node node, String name) {
    return node instanceof ScalarNode
        ? new YamlNode(file, lineOf(node), Map.of(name, node), mistakes)
        : of(file, node, mistakes);
  }

  private <T> List<T> items(String key, Function<Node, T> read) {
    Node child = children.get(key);
    if (child == null) {
      return List.of();
    }
    if (!(child instanceof SequenceNode sequence)) {
      mistake(key, "\"" + key + "\" must be a list");
      return List.of();
    }
    List<T> items = new ArrayList<>();
    sequence.getValue().forEach(item -> items.add(read.apply(item)));
    return items;
  }
}
