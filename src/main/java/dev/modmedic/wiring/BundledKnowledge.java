package dev.modmedic.wiring;

import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The knowledge that comes with ModMedic, compiled beside the rest of the start, because both take
 * about as long.
 */
final class BundledKnowledge {
  private final CompletableFuture<Compiled> compiled =
      CompletableFuture.supplyAsync(
          BundledKnowledge::compile,
          work -> Thread.ofPlatform().daemon().name("knowledge").start(work));

  private record Compiled(YamlKnowledge reader, Map<String, String> files) {}

  /** Begins to compile and does not wait. */
  BundledKnowledge() {}

  private static Compiled compile() {
    YamlKnowledge reader = new YamlKnowledge(new Re2Patterns(), new CelConditions());
    Map<String, String> files = KnowledgeFolder.bundled();
    reader.prepare(files);
    return new Compiled(reader, files);
  }

  /** The files by path below the knowledge folder; waits for them. */
  Map<String, String> files() {
    return compiled.join().files();
  }

  /** A reader that has compiled the files already; waits for it. */
  YamlKnowledge reader() {
    return compiled.join().reader();
  }
}
