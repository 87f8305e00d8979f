package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.health.Transition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes transitions, and tells every replica of them when the transaction is committed. */
record TransitionWriter(Connection connection, String workspace) {
  private static final String INSERT =
      """
      insert into health_transition (
        workspace, id, target_id, region, from_state, to_state, at, recorded_at, lasted_ms, cause,
        message, failure_source, regions, late, in_maintenance, announced)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String NOTIFY =
      """
      select pg_notify(
        'modmedic_events',
        json_build_object('kind', 'transition', 'workspace', ?::text, 'id', t.id)::text)
      from unnest(?) t(id)
      """;

  void write(List<Transition> transitions) throws SQLException {
    if (transitions.isEmpty()) {
      return;
    }
    try (Binding insert = Binding.of(connection, INSERT)) {
      for (Transition transition : transitions) {
        bind(insert, transition);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (Binding notify = Binding.of(connection, NOTIFY)) {
      notify.with(workspace).ids(transitions.stream().map(Transition::id).toList()).query().close();
    }
  }

  private void bind(Binding insert, Transition transition) throws SQLException {
    @Nullable Duration lasted = transition.lasted();
    insert.with(workspace).with(transition.id()).id(transition.target()).text(transition.region());
    insert.with(transition.from()).with(transition.to());
    insert.with(transition.at()).with(transition.recordedAt());
    insert.number(lasted == null ? null : lasted.toMillis());
    insert.text(transition.trouble().cause()).text(transition.trouble().message());
    insert.text(transition.trouble().source()).texts(transition.regions());
    insert.with(transition.late()).with(transition.inMaintenance()).with(transition.quiet());
  }
}
