package dev.modmedic.go;

import dev.modmedic.go.Step.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files from the entries of a list within one run of go, which remembers what it was told:
 * no list, .info or .mod file is asked for twice, and each entry discovers a repository once.
 */
final class Sources {
  /** A file of a version, or of none, at an entry. */
  record Asked(Place place, String version) {}

  private record Answer(Step step, Optional<Failure> failure) {}

  private final StepMaker maker;
  private final Trail trail;
  private final Outcomes outcomes;
  private final String module;
  private final Map<Asked, Answer> answers = new HashMap<>();
  private final Map<Integer, Step> discovered = new HashMap<>();
  private final Map<Integer, Optional<Failure>> discoveryFailures = new HashMap<>();
  private final Map<String, Optional<Failure>> repositories = new HashMap<>();
  private @Nullable Step last;

  Sources(StepMaker maker, Trail trail, Outcomes outcomes, String module) {
    this.maker = maker;
    this.trail = trail;
    this.outcomes = outcomes;
    this.module = module;
  }

  /** The step that answered last, even if the answer was remembered. */
  Step lastStep() {
    if (last == null) {
      throw new IllegalStateException("nothing was asked yet");
    }
    return last;
  }

  Optional<Failure> fetch(Asked asked) {
    Answer known = answers.get(asked);
    if (known == null) {
      Step first = maker.first(asked.place(), asked.version());
      Optional<Failure> failure = take(first, asked);
      known = new Answer(lastStep(), failure);
      answers.put(asked, known);
    }
    last = known.step();
    return known.failure();
  }

  private Optional<Failure> take(Step step, Asked asked) {
    last = step;
    return switch (step) {
      case Step.ProxyRequest request -> {
        trail.step(request);
        yield failure(request, trail.request(request, request.url()));
      }
      case Step.Discovery discovery -> discover(discovery, asked);
      case Step.Repository repository -> read(repository);
      case Step.Skip skip -> {
        trail.step(skip);
        yield Optional.of(Failure.notExist(skip));
      }
      case Step.Refusal refusal -> {
        trail.step(refusal);
        yield Optional.of(Failure.of(refusal, Outcome.BAD_CONTENT));
      }
      case Step.RepositoryProbe probe -> failure(probe, trail.request(probe, probe.url()));
      case Step.SumDbSupport support -> failure(support, trail.request(support, support.url()));
      case Step.SumDbLookup lookup -> failure(lookup, trail.request(lookup, lookup.url()));
    };
  }

  private Optional<Failure> discover(Step.Discovery discovery, Asked asked) {
    int entry = asked.place().entry();
    if (!discoveryFailures.containsKey(entry)) {
      trail.step(discovery);
      Outcome outcome = ask(discovery);
      discoveryFailures.put(
          entry,
          outcome.isFailure()
              ? Optional.of(new Failure(discovery, outcome, true, false))
              : Optional.empty());
      discovered.put(entry, discovery);
    }
    Optional<Failure> failure = discoveryFailures.getOrDefault(entry, Optional.empty());
    if (failure.isPresent()) {
      return failure;
    }
    return take(behind(discovery, asked), asked);
  }

  private Outcome ask(Step.Discovery discovery) {
    Outcome outcome = Outcome.TRANSPORT_ERROR;
    for (GoUrl url : discovery.urls()) {
      outcome = trail.request(discovery, url);
      if (outcome != Outcome.TRANSPORT_ERROR) {
        return outcome;
      }
    }
    return outcome;
  }

  private Step behind(Step.Discovery discovery, Asked asked) {
    Outcomes.Found found =
        outcomes
            .found(discovery)
            .orElseGet(() -> new Outcomes.Found("git", module, "https://" + module));
    if (!found.tool().equals("mod")) {
      return maker.repository(asked.place(), found.tool(), found.root(), found.repository());
    }
    return maker.request(asked.place(), StepMaker.url(found.repository()), asked.version());
  }

  /** Go reads the refs of a repository once; when that fails it looks whether the URL exists. */
  private Optional<Failure> read(Step.Repository repository) {
    Optional<Failure> known = repositories.get(repository.url());
    if (known != null && (known.isPresent() || repository.place().file() != ModuleFile.INFO)) {
      return known.isPresent() ? known : command(repository);
    }
    Optional<Failure> failure = command(repository);
    repositories.put(repository.url(), failure);
    return failure;
  }

  private Optional<Failure> command(Step.Repository repository) {
    trail.step(repository);
    Outcome outcome = trail.command(repository);
    if (outcome.isFailure() && !repository.url().contains("://")) {
      boolean notExist = !maker.fallsBackToGitScheme();
      return Optional.of(new Failure(repository, outcome, notExist, false));
    }
    if (outcome.isFailure() && repository.tool().equals("svn")) {
      // Whatever svn says becomes "unknown revision".
      return Optional.of(new Failure(repository, outcome, true, false));
    }
    boolean probed =
        repository.tool().equals("git")
            && repository.url().matches("https?://.*")
            && outcome == Outcome.TRANSPORT_ERROR;
    return probed ? probe(repository, outcome) : failure(repository, outcome);
  }

  private Optional<Failure> probe(Step.Repository repository, Outcome outcome) {
    Step.RepositoryProbe probe = maker.probe(repository.place(), StepMaker.url(repository.url()));
    trail.step(probe);
    boolean gone = trail.request(probe, probe.url()).isNotExist();
    return Optional.of(new Failure(repository, outcome, gone, false));
  }

  private static Optional<Failure> failure(Step step, Outcome outcome) {
    return outcome.isFailure() ? Optional.of(Failure.of(step, outcome)) : Optional.empty();
  }
}
