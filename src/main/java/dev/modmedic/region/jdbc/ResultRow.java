package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.JsonColumn;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Timings;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.ResultStore.Arrival;
import dev.modmedic.region.ResultWire;
import dev.modmedic.region.StoredResult;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A row of the table of results. */
final class ResultRow {
  private static final int LONGEST_MESSAGE = 4_000;

  /** A real result takes the place of a missed one, and never of another. */
  static final String INSERT =
      """
      insert into probe_result as r (
        workspace, assignment_id, due, target_id, region, kind, requested, agent_id, received_at,
        started_at, outcome, resolve_us, connect_us, tls_us, wait_us, transfer_us, total_us,
        bytes, address, http_status, first_failed, attempts, failure_source, cause, message,
        failed_phase, certificate_expires_at, detail)
      values (
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (workspace, assignment_id, due) do update
      set agent_id = excluded.agent_id, received_at = excluded.received_at,
        started_at = excluded.started_at, outcome = excluded.outcome,
        resolve_us = excluded.resolve_us, connect_us = excluded.connect_us,
        tls_us = excluded.tls_us, wait_us = excluded.wait_us,
        transfer_us = excluded.transfer_us, total_us = excluded.total_us,
        bytes = excluded.bytes, address = excluded.address, http_status = excluded.http_status,
        first_failed = excluded.first_failed, attempts = excluded.attempts,
        failure_source = excluded.failure_source, cause = excluded.cause,
        message = excluded.message, failed_phase = excluded.failed_phase,
        certificate_expires_at = excluded.certificate_expires_at, detail = excluded.detail
      where r.outcome = 'missed'
      """;

  static final String COLUMNS =
      """
      r.assignment_id, r.due, r.region, r.kind, r.outcome, r.requested, r.agent_id, r.received_at,
      r.started_at, r.resolve_us, r.connect_us, r.tls_us, r.wait_us, r.transfer_us, r.total_us,
      r.bytes, r.address, r.http_status, r.first_failed, r.attempts, r.failure_source, r.cause,
      r.message, r.failed_phase, r.certificate_expires_at
      """;

  private ResultRow() {}

  static void bind(PreparedStatement insert, String workspace, Arrival arrival)
      throws SQLException {
    ProbeResult result = arrival.run().result();
    Attempt first = result.first();
    Timings timings = first.timings();
    @Nullable Failure failure = result.failure().orElse(null);
    @Nullable Phase phase = failure == null ? null : failure.phase();
    Statements.bind(
        insert,
        workspace,
        arrival.run().assignment(),
        arrival.run().due(),
        arrival.origin().target(),
        arrival.origin().region(),
        arrival.origin().kind().word(),
        arrival.requested(),
        arrival.agent(),
        arrival.receivedAt(),
        result.startedAt(),
        result.outcome().word(),
        micros(timings.resolve()),
        micros(timings.connect()),
        micros(timings.tls()),
        micros(timings.waiting()),
        micros(timings.transfer()),
        micros(first.total()),
        first.bytes(),
        text(first.address()),
        first.status(),
        first.failure() != null,
        1 + result.confirmations().size(),
        failure == null ? source(result) : failure.source().word(),
        failure == null ? null : text(failure.code()),
        failure == null ? text(warning(result)) : text(failure.message()),
        phase == null ? null : phase.word(),
        result.certificateExpiresAt(),
        Statements.json(ResultWire.write(result)));
  }

  /** What was found that no failure is about, such as slowness; null if all went well. */
  private static @Nullable String warning(ProbeResult result) {
    return result.outcome() != Outcome.DEGRADED
        ? null
        : result.checks().stream()
            .filter(check -> check.level() == CheckNote.Level.WARN)
            .map(CheckNote::says)
            .findFirst()
            .orElse(null);
  }

  private static @Nullable String source(ProbeResult result) {
    return warning(result) == null ? null : FailureSource.TARGET.word();
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null
        ? null
        : Surrogates.storable(
            text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE));
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1_000;
  }

  static StoredResult read(ResultSet row, boolean withDetail) throws SQLException {
    @Nullable String detail = withDetail ? row.getString("detail") : null;
    return new StoredResult(
        Statements.key(row),
        row.getString("region"),
        row.getString("kind"),
        row.getString("outcome"),
        row.getBoolean("requested"),
        row.getString("agent_id"),
        Columns.instant(row, "received_at"),
        Columns.instantOrNull(row, "started_at"),
        timings(row),
        duration(row, "total_us"),
        Columns.longOrNull(row, "bytes"),
        row.getString("address"),
        row.getObject("http_status", Integer.class),
        row.getBoolean("first_failed"),
        row.getInt("attempts"),
        cause(row),
        Columns.instantOrNull(row, "certificate_expires_at"),
        detail == null ? null : JsonColumn.read(detail));
  }

  private static Timings timings(ResultSet row) throws SQLException {
    return new Timings(
        duration(row, "resolve_us"),
        duration(row, "connect_us"),
        duration(row, "tls_us"),
        duration(row, "wait_us"),
        duration(row, "transfer_us"));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    @Nullable Long micros = Columns.longOrNull(row, column);
    return micros == null ? null : Duration.ofNanos(micros * 1_000);
  }

  private static StoredResult.@Nullable Cause cause(ResultSet row) throws SQLException {
    @Nullable String code = row.getString("cause");
    return code == null
        ? null
        : new StoredResult.Cause(
            row.getString("failure_source"),
            code,
            row.getString("message"),
            row.getString("failed_phase"));
  }
}
