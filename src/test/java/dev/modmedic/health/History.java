package dev.modmedic.health;

import dev.modmedic.health.Maintenance.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Some hours of one target, made up from a seed: outages of each kind of probe in each region,
 * agents that die, are cut off and deliver their spool, pauses, changes of the interval and
 * maintenance.
 */
final class History {
  private static final List<String> KINDS = List.of("tcp", "goproxy");
  private static final List<Duration> INTERVALS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));

  private static final List<String> WORST_FIRST =
      List.of("down", "regional", "flapping", "degraded", "up");

  final Scene scene = new Scene();
  private final Random random;
  private final int batch;
  private final boolean sameWatch;
  private final Map<UUID, Watch> watches = new LinkedHashMap<>();
  private final Map<String, Agent> agents = new TreeMap<>();
  private final Map<UUID, Character> weather = new LinkedHashMap<>();
  final List<String> told = new ArrayList<>();
  final List<String> repairedBySweeps = new ArrayList<>();
  private final Map<String, String> heard = new HashMap<>();
  private int minute;

  /**
   * @param batch results in one delivery at most
   * @param sameWatch whether what is watched stays the same, and maintenance is never planned
   */
  History(long seed, int batch, boolean sameWatch) {
    this.random = new Random(seed);
    this.batch = batch;
    this.sameWatch = sameWatch;
    int regions = 1 + random.nextInt(3);
    for (int i = 0; i < regions; i++) {
      agents.put("r" + i, new Agent());
    }
    watch();
  }

  private record Watch(String region, Duration interval, Duration offset) {}

  private record Result(UUID check, Run run) {}

  private static final class Agent {
    private final List<Result> spool = new ArrayList<>();
    private boolean alive = true;
    private boolean connected = true;
  }

  private void watch() {
    for (String region : agents.keySet()) {
      for (String kind : KINDS) {
        Duration interval = INTERVALS.get(random.nextInt(INTERVALS.size()));
        Duration offset = Duration.ofSeconds(random.nextInt((int) interval.toSeconds()));
        UUID id = scene.watch(region, kind, interval, now());
        watches.put(id, new Watch(region, interval, offset));
        weather.put(id, 'p');
      }
    }
  }

  private Instant now() {
    return Scene.minutes(minute);
  }

  private boolean rarely(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  void pass(int minutes) {
    for (int end = minute + minutes; minute < end; minute++) {
      weather.replaceAll(
          (check, letter) -> rarely(15) ? "pppdfff".charAt(random.nextInt(7)) : letter);
      for (Agent agent : agents.values()) {
        agent.alive = rarely(25) ? !agent.alive : agent.alive;
        agent.connected = rarely(20) ? !agent.connected : agent.connected;
      }
      if (!sameWatch) {
        plan();
      }
      step();
    }
  }

  private void plan() {
    if (rarely(60)) {
      List.copyOf(watches.keySet()).forEach(scene::end);
      watches.clear();
      agents.values().forEach(agent -> agent.spool.clear());
      if (rarely(2)) {
        sweep();
      }
      watch();
    }
    if (rarely(60)) {
      String region = rarely(2) ? null : "r" + random.nextInt(agents.size());
      List<Stretch> stretches = new ArrayList<>(scene.maintenance.stretches());
      stretches.add(new Stretch(region, now(), Scene.minutes(minute + 1 + random.nextInt(30))));
      scene.maintenance = new Maintenance(stretches);
    }
  }

  /** All is well with the agents and each probe says the same for as long as it takes. */
  void calmDown() {
    agents
        .values()
        .forEach(agent -> {
          agent.alive = true;
          agent.connected = true;
        });
    scene.maintenance = Maintenance.NONE;
    for (int end = minute + 90; minute < end; minute++) {
      step();
    }
  }

  private void step() {
    run();
    agents.values().stream().filter(agent -> agent.connected).forEach(this::deliver);
    sweep();
  }

  private void run() {
    watches.forEach((id, watch) -> {
      Agent agent = Objects.requireNonNull(agents.get(watch.region()));
      char letter = Objects.requireNonNull(weather.get(id));
      for (int second = 0; second < 60 && agent.alive; second++) {
        Instant due = now().minusSeconds(second);
        long since = Duration.between(Scene.TEN, due.minus(watch.offset())).toSeconds();
        if (since >= 0 && since % watch.interval().toSeconds() == 0) {
          agent.spool.add(new Result(id, Runs.run(due, letter)));
        }
      }
    });
  }

  private void deliver(Agent agent) {
    agent.spool.sort(
        Comparator.comparing((Result result) -> result.run().due()).thenComparing(Result::check));
    for (int from = 0; from < agent.spool.size(); from += batch) {
      Map<UUID, List<Run>> runs = new HashMap<>();
      agent
          .spool
          .subList(from, Math.min(agent.spool.size(), from + batch))
          .forEach(result ->
              runs.computeIfAbsent(result.check(), any -> new ArrayList<>()).add(result.run()));
      scene.deliver(runs, now());
    }
    agent.spool.clear();
    scene.told().forEach(this::hear);
  }

  private void sweep() {
    scene.sweep(now());
    for (String one : scene.told()) {
      String before = hear(one);
      if (WORST_FIRST.indexOf(one.split(" ")[1]) > WORST_FIRST.indexOf(before)) {
        repairedBySweeps.add(one);
      }
    }
  }

  /** Gives what people had heard of the same place before. */
  private String hear(String one) {
    told.add(one);
    String[] words = one.split(" ");
    return Objects.requireNonNullElse(heard.put(words[0], words[1]), "up");
  }
}
