package dev.modmedic.go;

import dev.modmedic.go.Step.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the checksum database as one run of go does: one way to it, one question per version. */
final class SumDbReplayer {
  private final ResolutionPlan plan;
  private final Trail trail;
  private final Map<String, Optional<Failure>> answers = new HashMap<>();
  private @Nullable GoUrl base;
  private Step.@Nullable SumDbLookup lookup;
  private @Nullable Failure unreachable;

  SumDbReplayer(ResolutionPlan plan, Trail trail) {
    this.plan = plan;
    this.trail = trail;
  }

  /** Why the database does not vouch for the version; empty if it does or need not. */
  Optional<Failure> check(Place place, String version) {
    if (!plan.checksSumDb()) {
      return Optional.empty();
    }
    Optional<String> problem = plan.sumDbProblem();
    if (problem.isPresent()) {
      var refusal = new Step.Refusal(place, problem.get());
      trail.step(refusal);
      return Optional.of(Failure.of(refusal, Outcome.BAD_CONTENT));
    }
    Optional<Failure> known = answers.get(version);
    if (known == null) {
      known =
          plan.settings().sumDb() instanceof SumDb.Database database
              ? ask(place, version, database)
              : Optional.empty();
      answers.put(version, known);
    }
    return known.or(() -> mismatch(place.file()));
  }

  private Optional<Failure> mismatch(ModuleFile file) {
    return lookup == null || trail.vouches(lookup, file)
        ? Optional.empty()
        : Optional.of(Failure.of(lookup, Outcome.BAD_CONTENT));
  }

  private Optional<Failure> ask(Place place, String version, SumDb.Database database) {
    if (base == null && unreachable == null) {
      findBase(place.file(), database);
    }
    if (unreachable != null) {
      return Optional.of(unreachable);
    }
    GoUrl found = base == null ? StepMaker.url(database.directUrl()) : base;
    Step.SumDbLookup question = plan.maker().lookup(place, found, version);
    trail.step(question);
    Outcome outcome = trail.request(question, question.url());
    lookup = question;
    return outcome.isFailure() ? Optional.of(Failure.of(question, outcome)) : Optional.empty();
  }

  private void findBase(ModuleFile file, SumDb.Database database) {
    if (!database.isReachedThroughProxies()) {
      base = StepMaker.url(database.url());
      return;
    }
    List<Step> support = plan.maker().sumDbSupport(file, database);
    Optional<Failure> failure =
        ListWalk.walk(
            support.stream().map(Step::place).toList(),
            place -> supports(support.get(place.entry()), database));
    if (failure.isPresent() && failure.get().notExist()) {
      base = StepMaker.url(database.directUrl());
    } else if (failure.isPresent()) {
      // The walk is over: an error here is final, and never "not exist" to the file's own walk.
      unreachable = new Failure(failure.get().step(), failure.get().outcome(), false, false);
    }
  }

  private Optional<Failure> supports(Step step, SumDb.Database database) {
    trail.step(step);
    if (!(step instanceof Step.SumDbSupport support)) {
      boolean refused = step instanceof Step.Refusal;
      return Optional.of(refused ? Failure.of(step, Outcome.BAD_CONTENT) : Failure.notExist(step));
    }
    Outcome outcome = trail.request(support, support.url());
    if (outcome.isFailure()) {
      return Optional.of(Failure.of(support, outcome));
    }
    if (support.place().of() instanceof ProxyList.Entry.Proxy(GoUrl url, var separator)) {
      base = url.join("sumdb/" + database.name());
    }
    return Optional.empty();
  }
}
