package dev.modmedic.health;

import java.time.Instant;
import java.util.List;

/**
 * What was measured of module proxies; every call throws {@link
 * dev.modmedic.history.StoreUnavailable} when the database cannot be reached.
 */
public interface ProxyMeasurements {
  /** Every region, by name. */
  List<String> regions(String workspace);

  /**
   * The module proxies that are watched from a region and not paused, by name.
   *
   * @param since the beginning of what the figures cover
   * @param unsafeSince the same for causes that touch what may be trusted
   * @param unsafe those causes
   */
  List<MeasuredProxy> of(
      String workspace, String region, Instant since, Instant unsafeSince, List<String> unsafe);
}
