package dev.modmedic.probe;

import dev.modmedic.go.Refused;
import dev.modmedic.go.SignedNote;
import dev.modmedic.go.TreeHead;
import dev.modmedic.go.VerifierKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers the newest head of a checksum database per region and per way to it. */
final class HeadMemory {
  private final ProbeMemory memory;
  private final VerifierKey key;
  private final String path;

  HeadMemory(ProbeMemory memory, VerifierKey key, URI base, String region) {
    this.memory = memory;
    this.key = key;
    this.path = key.name() + " " + base + " " + region;
  }

  /**
   * A head and the signed note that it was read from.
   *
   * @param since when it was first seen
   */
  record Seen(TreeHead head, String note, Instant since) {
    /**
     * @throws Refused if the note was not signed by the key, or is no tree
     */
    static Seen open(String note, VerifierKey key, Instant since) throws Refused {
      byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
      SignedNote signed = SignedNote.open(bytes, List.of(key));
      return new Seen(TreeHead.parse(signed.text()), note, since);
    }
  }

  /** What was remembered, verified again; empty if there is nothing, or of another key. */
  Optional<Seen> recall() {
    String[] parts = memory.recall("sumdb-head " + path).orElse("").split("\n", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(Seen.open(parts[1], key, Instant.parse(parts[0])));
    } catch (Refused | DateTimeException ofAnotherKeyOrVersion) {
      return Optional.empty();
    }
  }

  void remember(Seen seen) {
    memory.remember("sumdb-head " + path, seen.since() + "\n" + seen.note());
  }

  /** Keeps the evidence: both notes are signed, and they contradict each other. */
  void rememberFork(String evidence) {
    memory.remember("sumdb-fork " + path, evidence);
  }
}
