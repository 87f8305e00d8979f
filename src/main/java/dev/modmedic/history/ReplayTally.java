package dev.modmedic.history;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.history.RuleReplay.Answer;
import dev.modmedic.history.RuleReplay.CodeCount;
import dev.modmedic.history.RuleReplay.Flip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts while a replay runs; belongs to one thread. */
final class ReplayTally {
  private final Engine current;
  private final Engine draft;
  private final List<Flip> flips = new ArrayList<>();
  private final Map<String, CodeCount> codes = new TreeMap<>();
  private int examined;
  private int skipped;

  ReplayTally(Engine current, Engine draft) {
    this.current = current;
    this.draft = draft;
  }

  Engine current() {
    return current;
  }

  Engine draft() {
    return draft;
  }

  void skip() {
    skipped++;
  }

  void add(UUID id, Answer before, Answer after) {
    examined++;
    count(before.code(), 1, 0);
    count(after.code(), 0, 1);
    if (before.verdict() != after.verdict() || !Objects.equals(before.code(), after.code())) {
      flips.add(new Flip(id, before, after));
    }
  }

  private void count(@Nullable String code, int before, int after) {
    if (code != null) {
      codes.merge(
          code,
          new CodeCount(code, before, after),
          (a, b) -> new CodeCount(code, a.before() + b.before(), a.after() + b.after()));
    }
  }

  RuleReplay result(boolean complete) {
    return new RuleReplay(
        examined,
        skipped,
        complete,
        current.knowledge().version(),
        draft.knowledge().version(),
        flips,
        List.copyOf(codes.values()));
  }
}
