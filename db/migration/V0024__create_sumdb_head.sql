-- Verified heads of checksum databases, by who saw them: an honest database shows everybody the same
-- tree, so two hashes of one size mean that somebody is lied to.
create table sumdb_head (
    workspace text        not null,
    -- The name in its key.
    database  text        not null,
    size      bigint      not null,
    hash      text        not null,
    region    text        not null,
    target_id uuid        not null,
    -- The due time of the run that saw it first.
    seen_at   timestamptz not null,
    constraint sumdb_head_pk primary key (workspace, database, size, hash, region, target_id)
);

-- Retention looks for the oldest.
create index sumdb_head_seen_at_ix on sumdb_head (seen_at);

-- Contradictions that people were told of, once each.
create table sumdb_split (
    workspace  text        not null,
    database   text        not null,
    size       bigint      not null,
    noticed_at timestamptz not null,
    constraint sumdb_split_pk primary key (workspace, database, size)
);
