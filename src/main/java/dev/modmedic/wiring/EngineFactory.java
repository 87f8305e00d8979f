package dev.modmedic.wiring;

import dev.modmedic.comparison.CompareEnvironments;
import dev.modmedic.diagnosis.CurrentEngine;
import dev.modmedic.diagnosis.ProbeFacts;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.diagnosis.render.MarkdownFormat;
import dev.modmedic.diagnosis.render.SarifFormat;
import dev.modmedic.diagnosis.render.TerminalFormat;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.FeedbackLog;
import dev.modmedic.history.FeedbackStore;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.yaml.KnowledgeFolders;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import dev.modmedic.resolution.ExplainResolution;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Builds the engine from the knowledge that comes with ModMedic, and what shows its answers. */
@Factory
final class EngineFactory {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** The service has begun it before there are beans; tests have not. */
  @Singleton
  @Requires(missingBeans = BundledKnowledge.class)
  BundledKnowledge bundledKnowledge() {
    return new BundledKnowledge();
  }

  @Singleton
  YamlKnowledge knowledgeReader(BundledKnowledge bundled) {
    return bundled.reader();
  }

  @Singleton
  KnowledgeFolders knowledgeFolders(
      BundledKnowledge bundled, @Value("${modmedic.knowledge.folders:}") String folders) {
    try {
      return new KnowledgeFolders(
          bundled.files(),
          SEPARATOR
              .splitAsStream(folders)
              .map(String::strip)
              .filter(folder -> !folder.isEmpty())
              .map(Path::of)
              .toList());
    } catch (InvalidPathException e) {
      throw new StartupException(
          "MODMEDIC_KNOWLEDGE_FOLDERS names \"%s\", which is no path here (%s). Name folders, with \"%s\" between them."
              .formatted(e.getInput(), e.getReason(), File.pathSeparator),
          e);
    }
  }

  /** Read with the context, before anything listens, so that a mistake stops the start. */
  @Context
  KnowledgeReload knowledgeReload(YamlKnowledge reader, KnowledgeFolders folders, Clock clock) {
    return new KnowledgeReload(reader, folders, CalibrationFile.bundled(), clock);
  }

  @Singleton
  CurrentKnowledge knowledge(KnowledgeReload reload) {
    return reload.knowledge();
  }

  @Singleton
  CurrentEngine engine(KnowledgeReload reload) {
    return reload.engine();
  }

  @Singleton
  DiagnoseLog diagnoseLog(
      CurrentEngine engine,
      DiagnosisStore store,
      ProbeFacts probes,
      Clock clock,
      Supplier<UUID> ids) {
    return new DiagnoseLog(engine, store, probes, clock, ids);
  }

  @Singleton
  FeedbackLog feedbackLog(FeedbackStore store, Clock clock, Supplier<UUID> ids) {
    return new FeedbackLog(store, clock, ids);
  }

  @Singleton
  ExplainResolution explainResolution() {
    return new ExplainResolution();
  }

  @Singleton
  CompareEnvironments compareEnvironments() {
    return new CompareEnvironments();
  }

  @Singleton
  StartupFact knowledgeFact(CurrentKnowledge current) {
    KnowledgeBase knowledge = current.knowledge();
    List<String> folders = current.state().folders();
    return new StartupFact(
        "knowledge",
        "%d causes, %d rules, version %s%s"
            .formatted(
                knowledge.causes().size(),
                knowledge.ruleCount(),
                knowledge.version(),
                folders.isEmpty() ? "" : ", with " + String.join(", ", folders)));
  }

  @Singleton
  ReportFormat terminal() {
    return new TerminalFormat();
  }

  @Singleton
  ReportFormat markdown() {
    return new MarkdownFormat();
  }

  @Singleton
  ReportFormat sarif() {
    return new SarifFormat();
  }
}
