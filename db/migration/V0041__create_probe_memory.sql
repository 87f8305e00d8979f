-- What the server's probes remember from run to run, such as the last head of a checksum database by
-- way and region; shared by all replicas, since any of them may make the next run.
create table probe_memory (
    workspace text        not null,
    -- SHA-256 of the key, which holds URLs and may be longer than an index entry.
    key_hash  bytea       not null,
    key       text        not null,
    value     text        not null,
    -- When it was read or written last, to the day.
    used_at   timestamptz not null,
    constraint probe_memory_pk primary key (workspace, key_hash),
    constraint probe_memory_workspace_fk foreign key (workspace) references workspace (id),
    constraint probe_memory_value_length_ck check (length(value) <= 1048576)
);

-- Retention looks for what was not used for long.
create index probe_memory_used_at_ix on probe_memory (used_at);
