-- Every other row belongs to a workspace, and every key starts with it, so that the tables can
-- later be distributed or partitioned on it.
create table workspace (
    id         text        not null,
    created_at timestamptz not null default now(),
    constraint workspace_pk primary key (id),
    -- It is part of every index entry, which PostgreSQL limits to about 2,700 bytes.
    constraint workspace_id_length_ck check (length(id) between 1 and 63)
);

-- Used until callers are told apart by their keys.
insert into workspace (id) values ('default');
