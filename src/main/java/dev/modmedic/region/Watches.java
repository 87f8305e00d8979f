package dev.modmedic.region;

import dev.modmedic.region.OrderCheck.Flaw;
import dev.modmedic.region.WatchStore.Outcome;
import dev.modmedic.request.RequestKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes orders to watch targets, and changes and ends them. */
public final class Watches {
  /** That others change the same target between two looks so often is no accident. */
  private static final int ATTEMPTS = 5;

  private final WatchStore store;
  private final RegionStore regions;
  private final OrderCheck check;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public Watches(
      WatchStore store, RegionStore regions, OrderCheck check, Clock clock, Supplier<UUID> ids) {
    this.store = store;
    this.regions = regions;
    this.check = check;
    this.clock = clock;
    this.ids = ids;
  }

  /** An order that makes no sense; names every field. */
  public static final class BadOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    BadOrder(List<Flaw> flaws) {
      super("the order has flaws: " + flaws, null, false, false);
      this.flaws = flaws;
    }

    public List<Flaw> flaws() {
      return flaws;
    }
  }

  /**
   * Begins to watch.
   *
   * @param key what makes a repeated request the same request, or null
   * @throws BadOrder if the order makes no sense
   * @throws dev.modmedic.request.KeyReused if the key came with a different request before
   */
  public Outcome create(String workspace, Order order, @Nullable RequestKey key) {
    requireSense(workspace, order);
    return store.create(workspace, order.watch(ids.get(), clock.instant()), key);
  }

  /**
   * Changes an order; assignments that stay as they are keep their due times.
   *
   * @param version the only one to be changed, or null for any
   * @param change from the present order to the one wanted
   * @throws BadOrder if the changed order makes no sense
   */
  public Outcome change(
      String workspace, UUID target, @Nullable Long version, UnaryOperator<Order> change) {
    for (int attempt = 1; ; attempt++) {
      Optional<Watch> found = store.find(workspace, target);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      Watch watch = found.get();
      if (version != null && version != watch.version()) {
        return new Outcome.Outdated(watch.version());
      }
      Order after = change.apply(Order.of(watch));
      requireSense(workspace, after);
      Outcome outcome =
          after.equals(Order.of(watch))
              ? new Outcome.Kept(watch)
              : store.replace(workspace, watch.changed(after, clock.instant()));
      if (!(outcome instanceof Outcome.Outdated) || version != null || attempt == ATTEMPTS) {
        return outcome;
      }
    }
  }

  /** What makes no sense in an order; empty for one that can be taken. */
  public List<Flaw> flaws(String workspace, Order order) {
    return check.flaws(
        order, regions.list(workspace).stream().map(Region::name).collect(Collectors.toSet()));
  }

  private void requireSense(String workspace, Order order) {
    List<Flaw> flaws = flaws(workspace, order);
    if (!flaws.isEmpty()) {
      throw new BadOrder(flaws);
    }
  }
}
