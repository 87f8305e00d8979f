package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One root cause and everything known about it; the content of one knowledge file.
 *
 * @param code {@code layer.cause}, never renamed
 * @param needs keys of the environment that would make the verdict surer
 * @param prior log-odds of the cause before any evidence
 * @param explains codes that are mere symptoms when this cause holds
 * @param remedies safest and narrowest first
 */
public record Cause(
    String code,
    Status status,
    Severity severity,
    Owner owner,
    Retry retry,
    Text title,
    Text explanation,
    List<String> needs,
    double prior,
    List<Signal> signals,
    List<ConditionRule> conditions,
    List<String> explains,
    List<Remedy> remedies,
    List<Check> checks,
    List<Advice> advisories,
    List<Text> falsePositives,
    List<URI> references) {
  public Cause {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(explanation, "explanation");
    needs = List.copyOf(needs);
    signals = List.copyOf(signals);
    conditions = List.copyOf(conditions);
    explains = List.copyOf(explains);
    remedies = List.copyOf(remedies);
    checks = List.copyOf(checks);
    advisories = List.copyOf(advisories);
    falsePositives = List.copyOf(falsePositives);
    references = List.copyOf(references);
  }

  /** The part before the dot: dns, tcp, module. */
  public String layer() {
    return code.substring(0, code.indexOf('.'));
  }
}
