-- Runs that the server gives out: all of the local region, and those asked for by hand in any
-- region. Agents compute the due times of their regular runs themselves.
create table probe_run (
    workspace     text        not null,
    assignment_id uuid        not null,
    due           timestamptz not null,
    -- Whose probers make it: for an egress that is the region it goes via.
    region        text        not null,
    requested     boolean     not null default false,
    -- Whoever has the run, and until when; an expired lease is given again.
    leased_by     text,
    leased_until  timestamptz,
    constraint probe_run_pk primary key (workspace, assignment_id, due),
    constraint probe_run_assignment_fk foreign key (workspace, assignment_id)
        references assignment (workspace, id) on delete cascade,
    constraint probe_run_lease_ck check (num_nonnulls(leased_by, leased_until) in (0, 2))
);

-- Claiming takes the earliest of a region. A run's row goes when its result comes or it is missed.
create index probe_run_due_ix on probe_run (workspace, region, due);
