package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.ProbeFact;
import dev.modmedic.diagnosis.ProbeFacts;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetState;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which hosts are in trouble, at most every few seconds. Diagnoses go on without it: whoever
 * asks waits a moment for a reading under way, and then takes the one before if it is not old.
 */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcProbeFacts implements ProbeFacts {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcProbeFacts.class);

  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration USABLE = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final String TROUBLED =
      """
      select t.url, r.region, r.state, r.since, r.cause, q.state as whole, q.since as whole_since,
        array(
          select o.region
          from health_region o
          where o.workspace = r.workspace and o.target_id = r.target_id
            and o.state in ('down', 'flapping')
          order by o.region) as regions
      from health_region r
      join health_target q on q.workspace = r.workspace and q.target_id = r.target_id
      join target t on t.workspace = r.workspace and t.id = r.target_id
      where r.workspace = ? and r.state in ('down', 'flapping')
      order by r.since, t.url, r.region
      limit 1000
      """;

  private final Transactions transactions;
  private final Clock clock;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();

  JdbcProbeFacts(DataSource dataSource, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.clock = clock;
  }

  @Override
  public List<ProbeFact> now(String workspace) {
    Instant now = clock.instant();
    Reading reading =
        readings.compute(
            workspace,
            (name, last) -> last != null && last.isFresh(now) ? last : begun(name, last, now));
    return reading.facts(now);
  }

  private Reading begun(String workspace, @Nullable Reading last, Instant now) {
    FutureTask<List<ProbeFact>> task =
        new FutureTask<>(() -> transactions.run(connection -> read(connection, workspace)));
    Thread.ofVirtual().name("probe-facts").start(task);
    return new Reading(now, task, last == null ? null : last.forgotten());
  }

  private static List<ProbeFact> read(Connection connection, String workspace) throws SQLException {
    Map<List<String>, ProbeFact> facts = new LinkedHashMap<>();
    try (Binding select = Binding.of(connection, TROUBLED)) {
      try (ResultSet row = select.with(workspace).query()) {
        while (row.next()) {
          ProbeFact fact = fact(row);
          // Every region of a target that is down as a whole says the same: once is enough.
          facts.putIfAbsent(
              List.of(fact.host(), Objects.requireNonNullElse(fact.region(), "")), fact);
        }
      }
    }
    return List.copyOf(facts.values());
  }

  private static ProbeFact fact(ResultSet row) throws SQLException {
    boolean whole = TargetState.of(row.getString("whole")) == TargetState.DOWN;
    boolean flapping = State.of(row.getString("state")) == State.FLAPPING;
    @Nullable String host = URI.create(row.getString("url")).getHost();
    return new ProbeFact(
        host == null ? "" : host.toLowerCase(Locale.ROOT),
        whole ? null : row.getString("region"),
        !whole && flapping,
        Columns.instant(row, whole ? "whole_since" : "since"),
        row.getString("cause"),
        List.of((String[]) row.getArray("regions").getArray()));
  }

  /**
   * A reading, done or under way.
   *
   * @param before the one before, for as long as this one is not done
   */
  private record Reading(Instant at, FutureTask<List<ProbeFact>> task, @Nullable Reading before) {
    boolean isFresh(Instant now) {
      return now.isBefore(at.plus(FRESH));
    }

    Reading forgotten() {
      return new Reading(at, task, null);
    }

    List<ProbeFact> facts(Instant now) {
      try {
        return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return earlier(now);
      } catch (ExecutionException e) {
        LOG.debug("Diagnoses go without what the probes see", e);
        return earlier(now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }

    private List<ProbeFact> earlier(Instant now) {
      Reading last = before;
      return last != null && now.isBefore(last.at().plus(USABLE)) && last.task().isDone()
          ? last.facts(now)
          : List.of();
    }
  }
}
