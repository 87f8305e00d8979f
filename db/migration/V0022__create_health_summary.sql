-- What the health matrix shows of one kind of probe in one region over one window, computed ahead:
-- merging a quarter of a year for every cell would take seconds.
create table health_summary (
    workspace    text        not null,
    "window"     text        not null,
    target_id    uuid        not null,
    region       text        not null,
    kind         text        not null,
    computed_at  timestamptz not null,
    passed       bigint      not null,
    degraded     bigint      not null,
    failed       bigint      not null,
    offline      bigint      not null,
    missed       bigint      not null,
    first_failed bigint      not null,
    bytes        bigint      not null,
    -- Microseconds: p50, p95 and p99 of resolve, then of connect, tls, wait, transfer and total;
    -- null where no run got there.
    quantiles    bigint[]    not null,
    constraint health_summary_pk primary key (workspace, "window", target_id, region, kind),
    constraint health_summary_window_ck check ("window" in ('1h', '24h', '7d', '30d', '90d')),
    constraint health_summary_quantiles_ck check (cardinality(quantiles) = 18)
);

-- How long each cell, and each target as a whole, was in which state; by the state machine.
create table health_uptime (
    workspace   text        not null,
    "window"    text        not null,
    target_id   uuid        not null,
    -- Empty for the target as a whole.
    region      text        not null,
    computed_at timestamptz not null,
    -- The time in which the state was known, maintenance left out; and that of it spent down.
    known_ms    bigint      not null,
    down_ms     bigint      not null,
    constraint health_uptime_pk primary key (workspace, "window", target_id, region),
    constraint health_uptime_window_ck check ("window" in ('1h', '24h', '7d', '30d', '90d')),
    constraint health_uptime_order_ck check (down_ms between 0 and known_ms)
);
