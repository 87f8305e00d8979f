package dev.modmedic.go;

import java.util.ArrayList;
import java.util.List;

/** Records the steps and requests of a replay. */
final class Trail {
  private final Outcomes outcomes;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  Trail(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  void step(Step step) {
    steps.add(step);
  }

  Outcome request(Step step, GoUrl url) {
    requests.add(url.redacted());
    return outcomes.of(step, url.redacted());
  }

  Outcome command(Step.Repository step) {
    return outcomes.of(step, step.url());
  }

  boolean vouches(Step.SumDbLookup lookup, ModuleFile file) {
    return outcomes.vouches(lookup, file);
  }

  List<Step> steps() {
    return steps;
  }

  List<String> requests() {
    return requests;
  }
}
