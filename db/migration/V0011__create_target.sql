-- What is watched.
create table target (
    workspace   text        not null,
    id          uuid        not null,
    name        text        not null,
    type        text        not null,
    url         text        not null,
    kinds       text[]      not null,
    regions     text[]      not null,
    interval_ms bigint      not null,
    -- How it is probed; the form is that of the API.
    settings    jsonb       not null,
    paused      boolean     not null default false,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    -- Raised by every change; the ETag.
    version     bigint      not null default 1,
    constraint target_pk primary key (workspace, id),
    constraint target_workspace_fk foreign key (workspace) references workspace (id),
    constraint target_name_uq unique (workspace, name),
    constraint target_name_length_ck check (length(name) between 1 and 100),
    constraint target_type_ck check (type in ('goproxy', 'sumdb', 'vcs', 'https')),
    constraint target_interval_ck check (interval_ms between 1000 and 86400000)
);

-- A target's kind of probe in one region; made and ended with the target's lists, never reused.
create table assignment (
    workspace  text        not null,
    id         uuid        not null,
    target_id  uuid        not null,
    region     text        not null,
    kind       text        not null,
    -- Copied from the target, because every due time depends on it.
    interval_ms bigint     not null,
    created_at timestamptz not null,
    -- Runs due later are neither expected nor accepted. Null while in force; set as well while the
    -- target is paused.
    ended_at   timestamptz,
    -- The next run for which a row in probe_run is to be made; null where agents compute the due
    -- times themselves.
    next_due   timestamptz,
    -- Every run due until then has a result or was recorded as missed.
    accounted_until timestamptz not null default now(),
    constraint assignment_pk primary key (workspace, id),
    constraint assignment_target_fk foreign key (workspace, target_id)
        references target (workspace, id) on delete cascade,
    constraint assignment_region_fk foreign key (workspace, region)
        references region (workspace, name),
    constraint assignment_kind_ck
        check (kind in ('dns', 'tcp', 'tls', 'http', 'goproxy', 'sumdb', 'vcs'))
);

-- At most one in force for each combination.
create unique index assignment_in_force_ix on assignment (workspace, target_id, region, kind)
    where ended_at is null;

-- What a region has to do.
create index assignment_region_ix on assignment (workspace, region) where ended_at is null;

-- Which runs are to be given out next.
create index assignment_next_due_ix on assignment (workspace, next_due)
    where ended_at is null and next_due is not null;

-- Ended ones whose last runs may still be missing; few.
create index assignment_unaccounted_ix on assignment (workspace, ended_at)
    where accounted_until < ended_at;
