-- One answer to one inquiry. Text that PostgreSQL cannot hold (NUL, half a surrogate pair) is
-- escaped by the service, in columns and in JSON alike.
create table diagnosis (
    workspace         text        not null,
    id                uuid        not null,
    created_at        timestamptz not null,
    project           text,
    client            text,
    region            text,
    occurred_at       timestamptz,
    command           text,
    exit_code         integer,
    verdict           text        not null,
    fingerprint       text        not null,
    knowledge_version text        not null,
    -- No foreign key: the earlier diagnosis may expire first, and its id stays true.
    revision_of       uuid,
    result            jsonb       not null,
    -- Ids are UUIDv7: new entries go to the right end of the index, and the table can become
    -- partitioned by ranges of id without another key.
    constraint diagnosis_pk primary key (workspace, id),
    -- Nothing may be kept for a workspace that retention does not visit.
    constraint diagnosis_workspace_fk foreign key (workspace) references workspace (id),
    -- The words of the API contract.
    constraint diagnosis_verdict_ck
        check (verdict in ('diagnosed', 'uncertain', 'no-problem-found'))
);

-- Pages come newest first, time ranges bound them, and retention takes from the other end.
create index diagnosis_created_at_ix on diagnosis (workspace, created_at desc, id desc);

-- Failures of the same kind are looked up for every new diagnosis and for pages.
create index diagnosis_fingerprint_ix
    on diagnosis (workspace, fingerprint, created_at desc, id desc);

-- Pages of one project. Clients choose the name, so only its start fits an index entry for sure.
create index diagnosis_project_ix
    on diagnosis (workspace, left(project, 300), created_at desc, id desc)
    where project is not null;

-- What was asked, redacted. Apart from the answer, because pages never read it and it is large.
create table diagnosis_input (
    workspace    text   not null,
    diagnosis_id uuid   not null,
    -- Deflated UTF-8.
    log          bytea  not null,
    environment  jsonb  not null,
    outcomes     text[] not null,
    constraint diagnosis_input_pk primary key (workspace, diagnosis_id),
    -- The log goes when its diagnosis goes.
    constraint diagnosis_input_diagnosis_fk foreign key (workspace, diagnosis_id)
        references diagnosis (workspace, id) on delete cascade
);

-- The log is compressed already; a second attempt would only cost time.
alter table diagnosis_input alter column log set storage external;

-- The causes an answer names, best first from position 0, for filters and counts.
create table diagnosis_cause (
    workspace    text             not null,
    diagnosis_id uuid             not null,
    position     integer          not null,
    code         text             not null,
    confidence   double precision not null,
    module       text,
    host         text,
    constraint diagnosis_cause_pk primary key (workspace, diagnosis_id, position),
    -- Counts by cause must not include what was erased.
    constraint diagnosis_cause_diagnosis_fk foreign key (workspace, diagnosis_id)
        references diagnosis (workspace, id) on delete cascade,
    -- Calibration and insights average it.
    constraint diagnosis_cause_confidence_ck check (confidence between 0 and 1)
);

-- Pages and counts of one cause; ids sort by time.
create index diagnosis_cause_code_ix on diagnosis_cause (workspace, code, diagnosis_id desc);

-- Pages of one module and of one host. Both are caught from logs and may be of any length.
create index diagnosis_cause_module_ix
    on diagnosis_cause (workspace, left(module, 300), diagnosis_id desc)
    where module is not null;
create index diagnosis_cause_host_ix
    on diagnosis_cause (workspace, left(host, 300), diagnosis_id desc)
    where host is not null;
