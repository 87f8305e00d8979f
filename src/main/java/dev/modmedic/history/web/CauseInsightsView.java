package dev.modmedic.history.web;

import static dev.modmedic.history.web.DiagnosisView.word;

import dev.modmedic.history.BurstRule;
import dev.modmedic.history.CauseInsights;
import dev.modmedic.history.CauseInsights.Burst;
import dev.modmedic.history.CauseInsights.CauseCount;
import dev.modmedic.history.CauseInsights.FeedbackCount;
import dev.modmedic.history.CauseInsights.RemedyCount;
import dev.modmedic.history.InsightQuery;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by cause and time, and bursts, as JSON. */
@Serdeable
record CauseInsightsView(
    String since,
    String until,
    String bucket,
    long diagnoses,
    Map<String, Long> verdicts,
    List<CauseView> causes,
    List<BurstView> bursts) {
  static CauseInsightsView of(InsightQuery query, BurstRule rule, CauseInsights insights) {
    Map<String, Long> verdicts = new TreeMap<>();
    insights.verdicts().forEach((verdict, count) -> verdicts.put(word(verdict), count));
    return new CauseInsightsView(
        query.since().toString(),
        query.until().toString(),
        word(query.bucket()),
        insights.diagnoses(),
        verdicts,
        insights.causes().stream().map(c -> CauseView.of(c, insights.diagnoses())).toList(),
        insights.bursts().stream().map(burst -> BurstView.of(burst, rule)).toList());
  }

  @Serdeable
  record CauseView(
      String code,
      long count,
      double share,
      double meanConfidence,
      List<BucketView> buckets,
      FeedbackCountView feedback) {
    static CauseView of(CauseCount cause, long diagnoses) {
      return new CauseView(
          cause.code(),
          cause.count(),
          (double) cause.count() / diagnoses,
          cause.meanConfidence(),
          cause.buckets().stream().map(b -> new BucketView(b.at().toString(), b.count())).toList(),
          FeedbackCountView.of(cause.feedback()));
    }
  }

  @Serdeable
  record FeedbackCountView(long confirmed, long rejected, List<RemedyCountView> remedies) {
    static FeedbackCountView of(FeedbackCount feedback) {
      return new FeedbackCountView(
          feedback.confirmed(),
          feedback.rejected(),
          feedback.remedies().stream().map(RemedyCountView::of).toList());
    }
  }

  @Serdeable
  record RemedyCountView(String title, long offered, long worked, double share) {
    static RemedyCountView of(RemedyCount remedy) {
      return new RemedyCountView(remedy.title(), remedy.offered(), remedy.worked(), remedy.share());
    }
  }

  @Serdeable
  record BucketView(String at, long count) {}

  @Serdeable
  record BurstView(
      String code,
      String host,
      String since,
      String until,
      long count,
      long sources,
      long projects,
      long clients,
      double usualSources) {
    static BurstView of(Burst burst, BurstRule rule) {
      return new BurstView(
          burst.code(),
          burst.host(),
          burst.since().toString(),
          burst.since().plus(rule.window()).toString(),
          burst.count(),
          burst.sources(),
          burst.projects(),
          burst.clients(),
          burst.usual());
    }
  }
}
