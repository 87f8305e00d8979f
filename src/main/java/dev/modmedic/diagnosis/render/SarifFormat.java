package dev.modmedic.diagnosis.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import dev.modmedic.evidence.Span;
import dev.modmedic.knowledge.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A report for code scanning: SARIF 2.1.0, one rule and one result for each cause. */
public final class SarifFormat implements ReportFormat {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** What the posted log is called; it has no name of its own. */
  private static final String LOG = "build.log";

  private final JsonMapper json = JsonMapper.builder().build();

  @Override
  public String mediaType() {
    return "application/sarif+json";
  }

  @Override
  public String render(Report report, Language language) {
    Map<String, Object> sarif = new LinkedHashMap<>();
    sarif.put("$schema", SCHEMA);
    sarif.put("version", "2.1.0");
    sarif.put("runs", List.of(run(report, language)));
    try {
      return json.writeValueAsString(sarif);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists of text always become JSON", e);
    }
  }

  private static Map<String, Object> run(Report report, Language language) {
    List<Finding> causes = report.diagnosis().causes();
    Shells shells = Shells.of(report.diagnosis());
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ModMedic");
    driver.put("language", language == Language.ZH ? "zh-CN" : "en");
    driver.put("rules", causes.stream().map(cause -> rule(cause, shells, language)).toList());
    driver.put("properties", Map.of("knowledgeVersion", report.diagnosis().knowledgeVersion()));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("automationDetails", Map.of("guid", report.id().toString()));
    run.put("columnKind", "utf16CodeUnits");
    run.put("artifacts", List.of(Map.of("location", Map.of("uri", LOG))));
    run.put("results", causes.stream().map(cause -> result(report, cause, language)).toList());
    return run;
  }

  private static Map<String, Object> rule(Finding cause, Shells shells, Language language) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", cause.code());
    rule.put("shortDescription", message(cause.title().in(language)));
    rule.put("fullDescription", message(cause.summary().in(language)));
    if (!cause.references().isEmpty()) {
      rule.put("helpUri", cause.references().getFirst());
    }
    rule.put("help", message(RemedyText.of(cause, shells, language)));
    rule.put("defaultConfiguration", Map.of("level", level(cause.severity())));
    return rule;
  }

  private static Map<String, Object> result(Report report, Finding cause, Language language) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", cause.code());
    result.put("ruleIndex", report.diagnosis().causes().indexOf(cause));
    result.put("level", cause.guess() ? "note" : level(cause.severity()));
    result.put("rank", Math.round(cause.confidence() * 1000) / 10.0);
    result.put(
        "message", message(Words.title(cause).in(language) + ". " + cause.summary().in(language)));
    List<Evidence> inLog = cause.evidence().stream().filter(e -> e.span() != null).toList();
    result.put("locations", inLog.stream().limit(1).map(SarifFormat::location).toList());
    result.put("relatedLocations", inLog.stream().skip(1).map(SarifFormat::location).toList());
    result.put("partialFingerprints", Map.of("modmedic/v1", report.diagnosis().fingerprint()));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("confidence", cause.confidence());
    if (cause.guess()) {
      properties.put("guess", true);
    }
    result.put("properties", properties);
    return result;
  }

  private static Map<String, Object> location(Evidence evidence) {
    Span span = Objects.requireNonNull(evidence.span());
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", span.line());
    region.put("startColumn", span.column());
    region.put("endColumn", span.endColumn());
    region.put("snippet", message(evidence.text()));
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", LOG));
    physical.put("region", region);
    return Map.of("physicalLocation", physical);
  }

  private static Map<String, Object> message(String text) {
    return Map.of("text", Harmless.lines(text));
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }
}
