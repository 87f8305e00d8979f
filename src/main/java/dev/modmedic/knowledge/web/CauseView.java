package dev.modmedic.knowledge.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.ConditionRule;
import dev.modmedic.knowledge.Signal;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A cause with all its rules as JSON, in one language; placeholders stand as they are. */
@Serdeable
record CauseView(
    String code,
    String layer,
    String status,
    String severity,
    String owner,
    RemedyView.RetryView retry,
    String title,
    String explanation,
    List<String> needs,
    List<SignalView> signals,
    List<ConditionView> conditions,
    List<String> explains,
    List<RemedyView> remedies,
    List<CheckView> checks,
    List<String> falsePositives,
    List<String> references,
    String knowledgeVersion) {

  static CauseView of(Cause cause, String knowledgeVersion, Language language) {
    return new CauseView(
        cause.code(),
        cause.layer(),
        word(cause.status()),
        word(cause.severity()),
        word(cause.owner()),
        RemedyView.RetryView.of(cause.retry()),
        cause.title().in(language),
        cause.explanation().in(language),
        cause.needs(),
        cause.signals().stream().map(signal -> SignalView.of(signal, language)).toList(),
        cause.conditions().stream().map(rule -> ConditionView.of(rule, language)).toList(),
        cause.explains(),
        cause.remedies().stream().map(remedy -> RemedyView.of(remedy, language)).toList(),
        cause.checks().stream().map(check -> CheckView.of(check, language)).toList(),
        cause.falsePositives().stream().map(text -> text.in(language)).toList(),
        cause.references().stream().map(URI::toString).toList(),
        knowledgeVersion);
  }

  /** A constant as the API spells it: {@code proxy-operator}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Serdeable
  record SignalView(
      String id,
      String pattern,
      double weight,
      String from,
      List<String> within,
      List<String> outside,
      @Nullable String since,
      @Nullable String until,
      @Nullable String says) {
    static SignalView of(Signal signal, Language language) {
      Text says = signal.says();
      return new SignalView(
          signal.id(),
          signal.pattern().source(),
          signal.weight(),
          word(signal.speaker()),
          signal.within(),
          signal.outside(),
          signal.releases().since(),
          signal.releases().until(),
          says == null ? null : says.in(language));
    }
  }

  @Serdeable
  record ConditionView(String id, String when, double weight, boolean alone, String says) {
    static ConditionView of(ConditionRule rule, Language language) {
      return new ConditionView(
          rule.id(),
          rule.condition().source(),
          rule.weight(),
          rule.alone(),
          rule.says().in(language));
    }
  }
}
