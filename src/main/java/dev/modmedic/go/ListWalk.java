package dev.modmedic.go;

import dev.modmedic.go.ProxyList.Entry;
import dev.modmedic.go.Step.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries the entries of a list in turn and keeps the error worth reporting.
 *
 * <p>Errors of direct fetching outrank other errors, which outrank "not exist"; among equals the
 * last one wins ({@code TryProxies} in {@code modfetch/proxy.go}).
 */
final class ListWalk {
  private enum Rank {
    NOT_EXIST,
    PROXY,
    DIRECT
  }

  private ListWalk() {}

  static Optional<Failure> walk(List<Place> places, Function<Place, Optional<Failure>> attempt) {
    @Nullable Failure best = null;
    Rank bestRank = Rank.NOT_EXIST;
    for (Place place : places) {
      Optional<Failure> failed = attempt.apply(place);
      if (failed.isEmpty()) {
        return Optional.empty();
      }
      Failure failure = failed.get();
      if (failure.fatal()) {
        return failed;
      }
      Rank rank = rank(place, failure);
      if (rank.compareTo(bestRank) >= 0) {
        best = failure;
        bestRank = rank;
      }
      if (place.after(true, failure.notExist()) == Step.Reaction.END) {
        break;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Rank rank(Place place, Failure failure) {
    boolean skipped = failure.step() instanceof Step.Skip;
    boolean direct =
        place.of() instanceof Entry.Direct
            || (place.of() instanceof Entry.NoProxy && !(skipped && isForeign(failure)));
    if (direct) {
      return Rank.DIRECT;
    }
    return failure.notExist() ? Rank.NOT_EXIST : Rank.PROXY;
  }

  private static boolean isForeign(Failure failure) {
    return failure.step() instanceof Step.Skip(var place, String reason)
        && reason.startsWith("path does not match");
  }
}
