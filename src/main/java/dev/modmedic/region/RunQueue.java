package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs that the server gives out; shared by all replicas, each run leased by one of them.
 *
 * <p>Every method throws {@link dev.modmedic.history.StoreUnavailable} when the database cannot be
 * reached within a few seconds.
 */
public interface RunQueue {
  /**
   * Makes the rows of the region's runs due until {@code horizon}.
   *
   * @param earliest runs due before are past making
   * @return how many
   */
  int plan(String workspace, String region, Instant earliest, Instant horizon);

  /**
   * Leases runs that nobody has, earliest first.
   *
   * @param lease who leases them
   * @param earliest runs due before are past making
   * @param latest runs due later are left
   */
  List<RunKey> claim(
      String workspace, String region, Lease lease, Instant earliest, Instant latest, int most);

  /**
   * Who has a run, and until when.
   *
   * @param now leases that ended by then are given again
   */
  record Lease(String owner, Instant now, Duration length) {
    public Instant until() {
      return now.plus(length);
    }
  }

  /** Prolongs all leases of the owner that have not been given to others. */
  void renew(String workspace, Lease lease);

  /** Gives leases back, so that others can take the runs at once; those of others stay. */
  void giveBack(String workspace, String owner, Collection<RunKey> runs);

  /** Drops runs of the owner for which there will be no result. */
  void drop(String workspace, String owner, Collection<RunKey> runs);

  /**
   * What somebody asks for: a run of each of a target's assignments in a region.
   *
   * @param kind only this one; null for all
   */
  record Wish(UUID target, String region, @Nullable ProbeKind kind) {}

  /**
   * Asks for runs.
   *
   * @param most so many may wait in the region together
   * @param key what makes a repeated request the same request, or null
   * @return empty if too many wait already
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  Optional<Made<List<Asked>>> ask(
      String workspace, Wish wish, Instant now, int most, @Nullable RequestKey key);

  /** A run that was asked for. */
  record Asked(RunKey key, ProbeKind kind) {}
}
