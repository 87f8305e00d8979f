package dev.modmedic.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What errors and messages are called in other languages; read when the first log wants them. */
final class ForeignWords {
  /** Names of errors, to their English. */
  static final Map<String, String> ERRORS = errors();

  private static final List<Message> MESSAGES = messages();
  private static final List<Message> WITH_A_NAME_FIRST =
      MESSAGES.stream().filter(message -> message.foreign().getFirst().isEmpty()).toList();
  private static final Map<Character, List<Message>> BY_FIRST = byFirst();

  static final int LONGEST_ERROR =
      ERRORS.keySet().stream().mapToInt(String::length).max().orElse(0);

  private ForeignWords() {}

  /** A message in another language: the words around the names in it, and the English ones. */
  record Message(List<String> foreign, List<String> english) {
    Message {
      foreign = List.copyOf(foreign);
      english = List.copyOf(english);
      if (foreign.size() != english.size()) {
        throw new IllegalArgumentException("as many names in English as in " + foreign);
      }
    }

    /** Makes an edit of {@code [from, to)} and the English. */
    interface Maker<E> {
      E make(int from, int to, String english);
    }

    /** Tells the edits that make English of this message, if it starts at {@code at}. */
    <E> boolean read(String line, int at, Consumer<E> edits, Maker<E> maker) {
      if (!line.startsWith(foreign.getFirst(), at)) {
        return false;
      }
      List<E> found = new ArrayList<>();
      int end = at;
      for (int i = 0; i < foreign.size(); i++) {
        String words = foreign.get(i);
        boolean toTheEnd = words.isEmpty() && i > 0 && i == foreign.size() - 1;
        int from = toTheEnd ? line.length() : line.indexOf(words, end);
        if (from < 0) {
          return false;
        }
        end = from + words.length();
        if (!words.equals(english.get(i))) {
          found.add(maker.make(from, end, english.get(i)));
        }
      }
      found.forEach(edits);
      return true;
    }
  }

  /** The messages that may start at {@code at}. */
  static List<Message> messagesAt(String line, int at) {
    return at < line.length()
        ? BY_FIRST.getOrDefault(line.charAt(at), WITH_A_NAME_FIRST)
        : List.of();
  }

  private static Map<Character, List<Message>> byFirst() {
    Map<Character, List<Message>> byFirst = new HashMap<>();
    for (Message message : MESSAGES) {
      String first = message.foreign().getFirst();
      if (!first.isEmpty()) {
        byFirst.computeIfAbsent(first.charAt(0), c -> new ArrayList<>()).add(message);
      }
    }
    byFirst.values().forEach(list -> list.addAll(WITH_A_NAME_FIRST));
    return byFirst;
  }

  private static Map<String, String> errors() {
    Map<String, String> errors = new HashMap<>();
    for (List<String> row : rows("system-errors.tsv")) {
      row.stream().skip(1).forEach(foreign -> errors.put(foreign, row.getFirst()));
    }
    return Map.copyOf(errors);
  }

  static List<Message> messages() {
    return rows("command-messages.tsv").stream()
        .flatMap(row ->
            row.stream().skip(1).map(foreign -> new Message(parts(foreign), parts(row.get(0)))))
        .toList();
  }

  private static List<String> parts(String message) {
    return Arrays.asList(message.split("\\{}", -1));
  }

  private static List<List<String>> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(ForeignWords.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t")))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
