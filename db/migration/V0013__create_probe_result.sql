-- One row for each run that was due, whether it happened or not. Durations are in microseconds and
-- null for phases that were not reached. Partitioned by day; a job makes the partitions ahead and
-- drops the old ones. No foreign keys: results outlive what they are of until retention takes them.
create table probe_result (
    workspace              text        not null,
    assignment_id          uuid        not null,
    due                    timestamptz not null,
    target_id              uuid        not null,
    region                 text        not null,
    kind                   text        not null,
    requested              boolean     not null default false,
    -- Null for the server's own region and for missed runs.
    agent_id               uuid,
    received_at            timestamptz not null,
    -- Null if the run was missed.
    started_at             timestamptz,
    outcome                text        not null,
    -- The first attempt, which is what users feel.
    resolve_us             bigint,
    connect_us             bigint,
    tls_us                 bigint,
    wait_us                bigint,
    transfer_us            bigint,
    total_us               bigint,
    bytes                  bigint,
    address                text,
    http_status            integer,
    first_failed           boolean     not null default false,
    attempts               smallint    not null default 0,
    -- Of the last attempt that failed.
    failure_source         text,
    cause                  text,
    message                text,
    failed_phase           text,
    certificate_expires_at timestamptz,
    -- The whole result as it is sent by agents.
    detail                 jsonb,
    constraint probe_result_pk primary key (workspace, assignment_id, due),
    constraint probe_result_outcome_ck
        check (outcome in ('passed', 'degraded', 'failed', 'offline', 'missed')),
    constraint probe_result_source_ck
        check (failure_source in ('target', 'resolver', 'own-network'))
) partition by range (due);

-- Series of a target, newest first.
create index probe_result_target_ix on probe_result (workspace, target_id, due desc);

-- Results far outside the days that have a partition; normally empty.
create table probe_result_other partition of probe_result default;

-- Tells the health evaluation which assignments have new results; rows are taken with skip locked.
-- Written in the transaction that writes the results, one row for each assignment of a batch.
create table result_backlog (
    id            bigint generated always as identity,
    workspace     text not null,
    assignment_id uuid not null,
    -- The earliest due time among the new results.
    since         timestamptz not null,
    constraint result_backlog_pk primary key (id)
);
