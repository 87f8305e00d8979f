package dev.modmedic.history;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a draft of rules would have answered to what was asked before.
 *
 * @param examined how many inquiries were answered with both
 * @param skipped how many were left out for the size of their log
 * @param complete whether that was all there is in the time asked for
 * @param flips newest first
 * @param codes how often each cause came first, by code
 */
public record RuleReplay(
    int examined,
    int skipped,
    boolean complete,
    String knowledgeVersion,
    String draftVersion,
    List<Flip> flips,
    List<CodeCount> codes) {
  public RuleReplay {
    flips = List.copyOf(flips);
    codes = List.copyOf(codes);
  }

  /**
   * What to replay.
   *
   * @param files draft files by path, such as {@code dns/timeout.yaml}
   * @param limit most inquiries, newest first
   */
  public record Request(
      Map<String, String> files, @Nullable Instant since, @Nullable Instant until, int limit) {
    public Request {
      files = Map.copyOf(files);
    }
  }

  /** An inquiry to which the draft gives another verdict, or another first cause. */
  public record Flip(UUID id, Answer before, Answer after) {}

  /**
   * An answer in short.
   *
   * @param code the first cause, or null when no rule named one
   * @param confidence of the first cause, or null
   */
  public record Answer(Verdict verdict, @Nullable String code, @Nullable Double confidence) {
    static Answer of(Diagnosis diagnosis) {
      // A guess is no verdict of a rule, and any new rule may shift it.
      Optional<Finding> first =
          diagnosis.causes().stream().limit(1).filter(f -> !f.guess()).findFirst();
      return new Answer(
          diagnosis.verdict(),
          first.map(Finding::code).orElse(null),
          first.map(Finding::confidence).orElse(null));
    }
  }

  /** How often a cause came first. */
  public record CodeCount(String code, int before, int after) {}
}
