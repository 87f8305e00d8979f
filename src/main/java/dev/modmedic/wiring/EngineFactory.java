package dev.modmedic.wiring;

import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.diagnosis.render.MarkdownFormat;
import dev.modmedic.diagnosis.render.SarifFormat;
import dev.modmedic.diagnosis.render.TerminalFormat;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.FeedbackLog;
import dev.modmedic.history.FeedbackStore;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Builds the engine from the knowledge that comes with ModMedic, and what shows its answers. */
@Factory
final class EngineFactory {
  /** Read with the context, before anything listens, so that a mistake stops the start. */
  @Context
  KnowledgeBase knowledge() {
    return new YamlKnowledge(new Re2Patterns(), new CelConditions())
        .read(KnowledgeFolder.bundled());
  }

  @Context
  Engine engine(KnowledgeBase knowledge) {
    return new Engine(knowledge, CalibrationFile.bundled());
  }

  @Singleton
  DiagnoseLog diagnoseLog(Engine engine, DiagnosisStore store, Clock clock, Supplier<UUID> ids) {
    return new DiagnoseLog(engine, store, clock, ids);
  }

  @Singleton
  FeedbackLog feedbackLog(FeedbackStore store, Clock clock, Supplier<UUID> ids) {
    return new FeedbackLog(store, clock, ids);
  }

  @Singleton
  StartupFact knowledgeFact(KnowledgeBase knowledge) {
    return new StartupFact(
        "knowledge",
        "%d causes, %d rules, version %s"
            .formatted(knowledge.causes().size(), knowledge.ruleCount(), knowledge.version()));
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
