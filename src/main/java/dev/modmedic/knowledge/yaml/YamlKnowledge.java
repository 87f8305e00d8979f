package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a checked knowledge base from YAML files, or tells every mistake in them.
 *
 * <p>A file that was among those read last and has not changed since is not compiled again.
 */
public final class YamlKnowledge {
  private final CauseReader reader;
  private volatile Map<String, ReadFile> last = Map.of();

  public YamlKnowledge(LinePattern.Compiler patterns, Condition.Compiler conditions) {
    this.reader = new CauseReader(patterns, conditions);
  }

  /**
   * Reads and checks files.
   *
   * @param files content by path below the knowledge folder, such as {@code dns/timeout.yaml};
   *     files named {@code marks.yaml} hold marks, {@code codes.yaml} the codes there are, all
   *     others one cause each
   * @throws KnowledgeException if there is any mistake in any of them
   */
  public KnowledgeBase read(Map<String, String> files) {
    List<Mistake> mistakes = new ArrayList<>();
    Map<String, Cause> causes = new TreeMap<>();
    List<Mark> marks = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    each(files)
        .forEach((file, read) -> {
          mistakes.addAll(read.mistakes());
          marks.addAll(read.marks());
          codes.addAll(read.codes());
          if (read.cause() != null) {
            causes.put(file, read.cause());
          }
        });
    mistakes.addAll(CrossCheck.of(files, causes, marks, codes));
    if (!mistakes.isEmpty()) {
      throw new KnowledgeException(mistakes);
    }
    return new KnowledgeBase(versionOf(files), List.copyOf(causes.values()), marks);
  }

  /** Compiles files that are to be read soon; their mistakes are told then. */
  public void prepare(Map<String, String> files) {
    each(files);
  }

  private Map<String, ReadFile> each(Map<String, String> files) {
    Map<String, ReadFile> before = last;
    Map<String, ReadFile> now = new TreeMap<>();
    files.forEach((file, content) -> {
      ReadFile known = before.get(file);
      boolean same = known != null && known.content().equals(content);
      now.put(file, same ? known : ReadFile.of(file, content, reader));
    });
    last = now;
    return now;
  }

  private static String versionOf(Map<String, String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new TreeMap<>(files)
          .forEach((file, content) -> {
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
