package dev.modmedic.go;

import dev.modmedic.go.Replay.End;
import dev.modmedic.go.Step.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Walks a plan the way {@code go mod download} does, asking the outcomes for every answer. */
final class Replayer {
  private final ResolutionPlan plan;
  private final Trail trail;
  private final Sources sources;
  private final SumDbReplayer sumDb;
  private final Outcomes outcomes;
  private final Map<Sources.Asked, Optional<Failure>> modAnswers = new HashMap<>();
  private String version;

  Replayer(ResolutionPlan plan, Outcomes outcomes) {
    this.plan = plan;
    this.outcomes = outcomes;
    this.trail = new Trail(outcomes);
    this.sources = new Sources(plan.maker(), trail, outcomes, plan.module());
    this.sumDb = new SumDbReplayer(plan, trail);
    this.version = plan.query().text();
  }

  Replay run() {
    End end =
        plan.problem().isEmpty()
            ? files().<End>map(Failure::asEnd).orElseGet(() -> new End.Downloaded(version))
            : new End.Refused(plan.problem());
    return new Replay(trail.steps(), trail.requests(), end);
  }

  private Optional<Failure> files() {
    if (plan.isToolchain()) {
      return zip();
    }
    return find().or(this::mod).or(this::zip);
  }

  private Optional<Failure> find() {
    return switch (plan.query().kind()) {
      case VERSION, REVISION -> walk(ModuleFile.INFO, place -> info(place, version));
      case LIST -> walk(ModuleFile.LIST, place -> list(place, true));
    };
  }

  private Optional<Failure> info(Place place, String asked) {
    var source = new Sources.Asked(place, asked);
    Optional<Failure> failure = sources.fetch(source);
    if (failure.isEmpty()) {
      version = outcomes.version(sources.lastStep()).map(Version::text).orElse(asked);
    }
    return failure;
  }

  /**
   * One entry's answer to a query. Before a version is taken go looks for retractions: it finds the
   * newest version anew, over the whole list, and reads its go.mod.
   */
  private Optional<Failure> list(Place place, boolean checkRetractions) {
    VersionQuery query = checkRetractions ? plan.query() : new VersionQuery("latest");
    // Lists are remembered by the prefix they were filtered with, so a list may be asked for twice.
    Optional<Failure> failed = sources.fetch(new Sources.Asked(place, query.prefix()));
    if (failed.isPresent()) {
      return failed;
    }
    List<Version> versions = outcomes.versions(sources.lastStep());
    Optional<Version> chosen = query.choose(versions);
    Place infoPlace = at(place, ModuleFile.INFO);
    if (chosen.isEmpty()) {
      return newest(place, query, checkRetractions);
    }
    if (checkRetractions) {
      readRetractions();
    }
    return info(infoPlace, chosen.get().text());
  }

  private Optional<Failure> newest(Place place, VersionQuery query, boolean checkRetractions) {
    Failure noMatch = Failure.noMatchingVersion(sources.lastStep());
    if (!query.mayUseLatest()) {
      return Optional.of(noMatch);
    }
    Optional<Failure> failed = sources.fetch(new Sources.Asked(at(place, ModuleFile.LATEST), ""));
    if (failed.isPresent()) {
      return failed.map(failure -> failure.notExist() ? noMatch : failure);
    }
    Optional<Version> latest = outcomes.version(sources.lastStep());
    if (latest.isEmpty()) {
      return Optional.of(noMatch);
    }
    if (checkRetractions) {
      readRetractions();
    }
    version = latest.get().text();
    return Optional.empty();
  }

  private void readRetractions() {
    if (walk(ModuleFile.LIST, place -> list(place, false)).isEmpty()) {
      mod();
    }
  }

  private static Place at(Place place, ModuleFile file) {
    return new Place(file, place.entry(), place.of(), place.last());
  }

  private Optional<Failure> mod() {
    return walk(ModuleFile.MOD, place -> mod(new Sources.Asked(place, version)));
  }

  private Optional<Failure> mod(Sources.Asked asked) {
    Optional<Failure> known = modAnswers.get(asked);
    if (known == null) {
      known = sources.fetch(asked).or(() -> sumDb.check(asked.place(), asked.version()));
      modAnswers.put(asked, known);
    }
    return known;
  }

  private Optional<Failure> zip() {
    return walk(ModuleFile.ZIP, place -> sources.fetch(new Sources.Asked(place, version)))
        .or(() -> sumDb.check(places(ModuleFile.ZIP).getLast(), version));
  }

  private List<Place> places(ModuleFile file) {
    return plan.maker().places(file);
  }

  private Optional<Failure> walk(ModuleFile file, Function<Place, Optional<Failure>> attempt) {
    return ListWalk.walk(places(file), attempt);
  }
}
