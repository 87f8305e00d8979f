-- Idempotency-Key of requests that made a target; forgotten with the target.
create table target_request_key (
    workspace  text        not null,
    key        text        not null,
    -- SHA-256 of what it was sent with.
    body_hash  text        not null,
    target_id  uuid        not null,
    created_at timestamptz not null,
    -- Of two requests at the same time only one can have the key; the other waits for its commit.
    constraint target_request_key_pk primary key (workspace, key),
    -- Checked at commit, because the key is claimed before the target is written.
    constraint target_request_key_target_fk foreign key (workspace, target_id)
        references target (workspace, id) on delete cascade deferrable initially deferred
);

-- Erasing a target looks for its keys.
create index target_request_key_target_ix on target_request_key (workspace, target_id);
