-- Idempotency-Key headers seen, so that a repeated request finds what the first one made.
create table idempotency_key (
    workspace  text        not null,
    -- The path with names in place of ids: /v1/diagnoses/{id}/evidence.
    route      text        not null,
    key        text        not null,
    -- SHA-256 of the path, the body and its media type.
    body_hash  text        not null,
    -- What was made, as the route names it. Empty only within the transaction that makes it.
    resource   text        not null,
    created_at timestamptz not null,
    -- Of two requests at the same time only one can have the key; the other waits for its commit.
    constraint idempotency_key_pk primary key (workspace, route, key),
    constraint idempotency_key_workspace_fk foreign key (workspace) references workspace (id)
);

-- Erasing a diagnosis looks for its keys.
create index idempotency_key_resource_ix on idempotency_key (workspace, resource);

-- Keys are forgotten by age.
create index idempotency_key_created_ix on idempotency_key (created_at);

insert into idempotency_key (workspace, route, key, body_hash, resource, created_at)
select k.workspace,
    case when d.revision_of is null then '/v1/diagnoses' else '/v1/diagnoses/{id}/evidence' end,
    k.key, k.body_hash, k.diagnosis_id::text, k.created_at
from request_key k
join diagnosis d on d.workspace = k.workspace and d.id = k.diagnosis_id;

-- No release had these tables. The hashes of the second were of the body alone, so they cannot be
-- compared; the name of a target keeps a repeated request from making another.
drop table request_key;
drop table target_request_key;
