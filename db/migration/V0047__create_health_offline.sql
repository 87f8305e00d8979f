-- Checks whose latest runs say nothing about the target, because the vantage itself had no way out:
-- offline, cut off by a proxy of its own, or forbidden by the egress policy. A row is gone with the
-- next run that counts.
create table health_offline (
    workspace     text        not null,
    assignment_id uuid        not null,
    target_id     uuid        not null,
    region        text        not null,
    kind          text        not null,
    -- The due times of the first and of the last of these runs in a row, and how many there were.
    since         timestamptz not null,
    last_due      timestamptz not null,
    runs          bigint      not null,
    cause         text,
    message       text,
    constraint health_offline_pk primary key (workspace, assignment_id),
    constraint health_offline_assignment_fk foreign key (workspace, assignment_id)
        references assignment (workspace, id) on delete cascade,
    constraint health_offline_runs_ck check (runs > 0)
);
