package dev.modmedic.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what a checksum database shows to several vantages. */
public final class SplitView {
  private SplitView() {}

  /**
   * A verified head as one vantage saw it.
   *
   * @param database the name in its key
   * @param vantage where it was seen, by whatever way
   * @param hash in base64
   */
  public record Head(String database, String vantage, long size, String hash) {
    public Head {
      Objects.requireNonNull(database, "database");
      Objects.requireNonNull(vantage, "vantage");
      Objects.requireNonNull(hash, "hash");
    }
  }

  /**
   * Two trees of one size, which no honest database has.
   *
   * @param vantages who saw which hash
   */
  public record Contradiction(String database, long size, Map<String, List<String>> vantages) {
    public Contradiction {
      vantages = Map.copyOf(vantages);
    }
  }

  /**
   * All contradictions, by database and size. Heads of different sizes do not contradict each other
   * here: whether one grew out of the other takes a proof, which the probes ask for.
   */
  public static List<Contradiction> contradictions(Collection<Head> heads) {
    record Tree(String database, long size) implements Comparable<Tree> {
      @Override
      public int compareTo(Tree other) {
        int order = database.compareTo(other.database);
        return order != 0 ? order : Long.compare(size, other.size);
      }
    }
    var seen = new TreeMap<Tree, TreeMap<String, TreeSet<String>>>();
    for (Head head : heads) {
      seen.computeIfAbsent(new Tree(head.database(), head.size()), tree -> new TreeMap<>())
          .computeIfAbsent(head.hash(), hash -> new TreeSet<>())
          .add(head.vantage());
    }
    var contradictions = new ArrayList<Contradiction>();
    seen.forEach((tree, hashes) -> {
      if (hashes.size() > 1) {
        var vantages = new TreeMap<String, List<String>>();
        hashes.forEach((hash, who) -> vantages.put(hash, List.copyOf(who)));
        contradictions.add(new Contradiction(tree.database(), tree.size(), vantages));
      }
    });
    return contradictions;
  }
}
