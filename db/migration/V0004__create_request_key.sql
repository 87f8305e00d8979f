-- Idempotency-Key headers seen, so that a repeated request finds its diagnosis.
create table request_key (
    workspace    text        not null,
    key          text        not null,
    body_hash    text        not null,
    diagnosis_id uuid        not null,
    created_at   timestamptz not null,
    -- Of two requests at the same time only one can have the key; the other waits for its commit.
    constraint request_key_pk primary key (workspace, key),
    -- A key is forgotten with its diagnosis. Checked at commit, because the key is claimed before
    -- the work of writing the diagnosis begins.
    constraint request_key_diagnosis_fk foreign key (workspace, diagnosis_id)
        references diagnosis (workspace, id) on delete cascade deferrable initially deferred
);

-- Erasing a diagnosis looks for its keys.
create index request_key_diagnosis_ix on request_key (workspace, diagnosis_id);
