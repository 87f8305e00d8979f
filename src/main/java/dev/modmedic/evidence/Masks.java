package dev.modmedic.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The stretches of one text that hold secrets. */
final class Masks {
  private final String text;
  private final List<Stretch> stretches = new ArrayList<>();

  Masks(String text) {
    this.text = text;
  }

  private record Stretch(int from, int to) {}

  /** Marks from {@code from} to before {@code to}; a stretch never holds a line end. */
  void add(int from, int to) {
    if (from < to) {
      stretches.add(new Stretch(from, to));
    }
  }

  /** The text with one mask for each stretch; those that overlap count as one. */
  String apply() {
    if (stretches.isEmpty()) {
      return text;
    }
    stretches.sort(Comparator.comparingInt(Stretch::from));
    StringBuilder redacted = new StringBuilder(text.length());
    int done = 0;
    for (Stretch stretch : stretches) {
      if (stretch.from() >= done) {
        redacted.append(text, done, stretch.from()).append(Redaction.MASK);
      }
      done = Math.max(done, stretch.to());
    }
    return redacted.append(text, done, text.length()).toString();
  }
}
