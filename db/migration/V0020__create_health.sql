-- How each assignment is: the state machine's memory.
create table health_check (
    workspace       text        not null,
    assignment_id   uuid        not null,
    target_id       uuid        not null,
    region          text        not null,
    kind            text        not null,
    state           text        not null,
    since           timestamptz not null,
    -- The latest run that was counted; earlier ones that come late are for the figures only.
    last_due        timestamptz,
    -- Runs in a row up to that one: failed; passed or degraded; passed; degraded.
    failures        integer     not null default 0,
    successes       integer     not null default 0,
    passed          integer     not null default 0,
    degraded        integer     not null default 0,
    -- Times of recent changes, for flapping.
    changes         timestamptz[] not null default '{}',
    last_cause      text,
    last_message    text,
    last_source     text,
    last_failure_at timestamptz,
    -- The state before it became stale; the state itself otherwise.
    last_known      text        not null default 'unknown',
    constraint health_check_pk primary key (workspace, assignment_id),
    constraint health_check_state_ck
        check (state in ('unknown', 'up', 'degraded', 'down', 'flapping', 'stale')),
    constraint health_check_last_known_ck
        check (last_known in ('unknown', 'up', 'degraded', 'down', 'flapping'))
);

-- The checks of one cell of the matrix.
create index health_check_cell_ix on health_check (workspace, target_id, region);

-- How each target is from each region: the worst of its checks.
create table health_region (
    workspace  text        not null,
    target_id  uuid        not null,
    region     text        not null,
    state      text        not null,
    since      timestamptz not null,
    cause      text,
    message    text,
    source     text,
    -- The state before it became stale; the state itself otherwise.
    last_known text        not null default 'unknown',
    -- What people were told last; another state while late results are replayed.
    told       text        not null default 'unknown',
    constraint health_region_pk primary key (workspace, target_id, region),
    constraint health_region_state_ck
        check (state in ('unknown', 'up', 'degraded', 'down', 'flapping', 'stale')),
    constraint health_region_last_known_ck
        check (last_known in ('unknown', 'up', 'degraded', 'down', 'flapping')),
    constraint health_region_told_ck
        check (told in ('unknown', 'up', 'degraded', 'down', 'flapping', 'stale'))
);

-- How each target is, by quorum.
create table health_target (
    workspace text        not null,
    target_id uuid        not null,
    state     text        not null,
    since     timestamptz not null,
    constraint health_target_pk primary key (workspace, target_id),
    constraint health_target_state_ck check (state in ('unknown', 'up', 'regional', 'down'))
);

-- Whether a region as a whole fell silent, so that this is told once and not for each target.
create table health_vantage (
    workspace text        not null,
    region    text        not null,
    silent    boolean     not null,
    since     timestamptz not null,
    constraint health_vantage_pk primary key (workspace, region)
);

-- Every change of a state that people are told of.
create table health_transition (
    workspace      text        not null,
    -- UUIDv7, in the order of recording.
    id             uuid        not null,
    -- Null for a region as a whole: it became stale, or is up again, and no target is at fault.
    target_id      uuid,
    -- Null for the target as a whole.
    region         text,
    from_state     text        not null,
    to_state       text        not null,
    -- The due time of the run that decided; for a stale region the moment it was noticed.
    at             timestamptz not null,
    recorded_at    timestamptz not null,
    -- How long the former state had lasted.
    lasted_ms      bigint,
    cause          text,
    message        text,
    failure_source text,
    -- For a target as a whole: the regions where it is not up.
    regions        text[]      not null default '{}',
    -- Results that came long after their time changed history; nobody is woken for it.
    late           boolean     not null default false,
    in_maintenance boolean     not null default false,
    -- Whether deliveries to webhooks were made of it, or none are needed because another
    -- transition tells the same.
    announced      boolean     not null default false,
    constraint health_transition_pk primary key (workspace, id),
    constraint health_transition_subject_ck check (num_nonnulls(target_id, region) > 0)
);

-- Changes of one target, newest first.
create index health_transition_target_ix
    on health_transition (workspace, target_id, at desc, id desc);

-- What is still to be announced; nearly always empty.
create index health_transition_announce_ix on health_transition (id) where not announced;

-- Stretches of time in which failures are expected: nobody is told, and uptime leaves them out.
create table maintenance_window (
    workspace  text        not null,
    id         uuid        not null,
    -- Null for every target, and for every region.
    target_id  uuid,
    region     text,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    note       text        not null default '',
    created_at timestamptz not null,
    constraint maintenance_window_pk primary key (workspace, id),
    constraint maintenance_window_target_fk foreign key (workspace, target_id)
        references target (workspace, id) on delete cascade,
    constraint maintenance_window_order_ck check (starts_at < ends_at)
);

-- Which are open at a time.
create index maintenance_window_ends_ix on maintenance_window (workspace, ends_at);
