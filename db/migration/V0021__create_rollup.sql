-- Figures that have to be computed (again), because results came that belong to them. A mark is
-- deleted in the transaction that computes; results that come meanwhile wait for it and mark anew.
create table rollup_mark (
    workspace  text        not null,
    resolution text        not null,
    target_id  uuid        not null,
    region     text        not null,
    kind       text        not null,
    bucket     timestamptz not null,
    constraint rollup_mark_pk primary key (workspace, resolution, target_id, region, kind, bucket),
    constraint rollup_mark_resolution_ck check (resolution in ('5m', '1h', '1d'))
);

-- The job takes the oldest that are over.
create index rollup_mark_bucket_ix on rollup_mark (resolution, bucket);

-- Figures of five minutes. Histograms are as src/docs/health.md says: HdrHistogram's compressed
-- form, in microseconds; null if no run reached that phase. Only first attempts are in them.
create table rollup_5m (
    workspace    text        not null,
    target_id    uuid        not null,
    region       text        not null,
    kind         text        not null,
    bucket       timestamptz not null,
    passed       integer     not null,
    degraded     integer     not null,
    failed       integer     not null,
    offline      integer     not null,
    missed       integer     not null,
    -- Runs whose first attempt failed.
    first_failed integer     not null,
    bytes        bigint      not null,
    resolve      bytea,
    connect      bytea,
    tls          bytea,
    wait         bytea,
    transfer     bytea,
    total        bytea,
    constraint rollup_5m_pk primary key (workspace, target_id, region, kind, bucket)
);

-- The same of an hour, made of twelve of those.
create table rollup_1h (
    like rollup_5m including defaults,
    constraint rollup_1h_pk primary key (workspace, target_id, region, kind, bucket)
);

-- The same of a day in UTC, made of its hours.
create table rollup_1d (
    like rollup_5m including defaults,
    constraint rollup_1d_pk primary key (workspace, target_id, region, kind, bucket)
);

-- They are small and compressed already; a second attempt would only cost time.
alter table rollup_5m
    alter column resolve set storage external, alter column connect set storage external,
    alter column tls set storage external, alter column wait set storage external,
    alter column transfer set storage external, alter column total set storage external;
alter table rollup_1h
    alter column resolve set storage external, alter column connect set storage external,
    alter column tls set storage external, alter column wait set storage external,
    alter column transfer set storage external, alter column total set storage external;
alter table rollup_1d
    alter column resolve set storage external, alter column connect set storage external,
    alter column tls set storage external, alter column wait set storage external,
    alter column transfer set storage external, alter column total set storage external;

-- Retention deletes the oldest.
create index rollup_5m_bucket_ix on rollup_5m (bucket);
create index rollup_1h_bucket_ix on rollup_1h (bucket);
create index rollup_1d_bucket_ix on rollup_1d (bucket);
