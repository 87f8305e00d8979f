package dev.modmedic.diagnosis;

import dev.modmedic.go.Table;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Logs made from message templates: placeholders filled with plausible values, and the lines put
 * where the go command would print them.
 *
 * <p>Three tables of {@code src/test/resources/go} decide everything, so the same logs come out
 * every time: the templates, the values by placeholder, and the frames around a message. A row of
 * values or frames holds for the ids that begin with its scope; the longest scope wins.
 */
final class MessageTemplates {
  private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_][A-Za-z0-9_-]*)>");

  /** Between the values for the first, second and further uses of a placeholder in one template. */
  private static final Pattern NEXT_USE = Pattern.compile(" \\|\\| ");

  private static final int DEEPEST = 6;

  private final Map<String, String> templates = new TreeMap<>();
  private final Map<String, Scoped> values = new HashMap<>();
  private final Scoped frames = new Scoped(new HashMap<>());

  private MessageTemplates() {}

  static MessageTemplates bundled() throws IOException, URISyntaxException {
    MessageTemplates all = new MessageTemplates();
    for (String[] row : Table.read("messages.tsv")) {
      all.templates.put(row[0], lines(row[2]));
    }
    for (String[] row : Table.read("message-values.tsv")) {
      all.values
          .computeIfAbsent(row[0], name -> new Scoped(new HashMap<>()))
          .add(row[1], lines(row[2]));
    }
    for (String[] row : Table.read("message-frames.tsv")) {
      all.frames.add(row[0], lines(row[1]));
    }
    return all;
  }

  List<String> ids() {
    return List.copyOf(templates.keySet());
  }

  /** Every log of the template: each set of values in each frame. */
  List<String> logs(String id) {
    return frames.of(id).stream()
        .flatMap(frame -> IntStream.range(0, sets(id)).mapToObj(turn -> log(id, frame, turn)))
        .distinct()
        .toList();
  }

  private String log(String id, String frame, int turn) {
    return fill(id, frame, turn, 0).replace("go: go: ", "go: ");
  }

  /** How many turns it takes to use every value that the template itself asks for. */
  private int sets(String id) {
    return PLACEHOLDER
        .matcher(template(id))
        .results()
        .map(found -> found.group(1))
        .flatMap(name -> Stream.ofNullable(values.get(name)))
        .mapToInt(scoped -> scoped.of(id).size())
        .max()
        .orElse(1);
  }

  private String fill(String id, String text, int turn, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalStateException(id + ": values go round in a circle");
    }
    Map<String, Integer> uses = new HashMap<>();
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> {
          String name = found.group(1);
          String value = value(id, name, turn, uses.merge(name, 1, Integer::sum) - 1);
          return Matcher.quoteReplacement(fill(id, value, turn, depth + 1));
        });
  }

  /** A value, or a message: this one in its frame, another when the placeholder is its id. */
  private String value(String id, String name, int turn, int use) {
    if (name.equals("message")) {
      return template(id);
    }
    if (templates.containsKey(name)) {
      return template(name);
    }
    Scoped scoped = values.get(name);
    if (scoped == null) {
      throw new IllegalStateException(id + ": no values for <" + name + ">");
    }
    List<String> choices = scoped.of(id);
    String[] byUse = NEXT_USE.split(choices.get(turn % choices.size()), -1);
    return byUse[Math.min(use, byUse.length - 1)];
  }

  private String template(String id) {
    String template = templates.get(id);
    if (template == null) {
      throw new IllegalStateException("no template " + id);
    }
    return template;
  }

  private static String lines(String escaped) {
    return escaped.replace("\\n", "\n").replace("\\t", "\t");
  }

  /** Texts by the ids they are for. */
  private record Scoped(Map<String, List<String>> byScope) {
    void add(String scope, String text) {
      byScope.computeIfAbsent(scope, ids -> new ArrayList<>()).add(text);
    }

    List<String> of(String id) {
      for (int end = id.length(); end > 0; end--) {
        List<String> texts = byScope.get(id.substring(0, end));
        if (texts != null) {
          return texts;
        }
      }
      List<String> texts = byScope.get("*");
      if (texts == null) {
        throw new IllegalStateException("nothing for " + id + " in " + byScope);
      }
      return texts;
    }
  }
}
