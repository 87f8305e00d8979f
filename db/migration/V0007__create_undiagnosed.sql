-- Failures that no rule knew, so that the missing rules can be found. Beside `diagnosis`, because
-- only few rows of it are meant and their shape is of use nowhere else.
create table undiagnosed (
    workspace    text        not null,
    diagnosis_id uuid        not null,
    created_at   timestamptz not null,
    fingerprint  text        not null,
    -- The decisive line without what differs from run to run; secrets were masked before.
    shape        text        not null,
    constraint undiagnosed_pk primary key (workspace, diagnosis_id),
    -- A shape goes when its diagnosis goes.
    constraint undiagnosed_diagnosis_fk foreign key (workspace, diagnosis_id)
        references diagnosis (workspace, id) on delete cascade
);

-- Groups of a stretch of time.
create index undiagnosed_created_at_ix on undiagnosed (workspace, created_at, fingerprint);

-- The newest of a group is its sample.
create index undiagnosed_fingerprint_ix
    on undiagnosed (workspace, fingerprint, created_at desc, diagnosis_id desc);

-- Counts leave out diagnoses that were revised since, or one failure would count several times.
create index diagnosis_superseded_ix on diagnosis (workspace, revision_of)
    where revision_of is not null;
