-- What users said of a diagnosis afterwards. Nothing is overwritten: the newest counts.
create table feedback (
    workspace       text        not null,
    diagnosis_id    uuid        not null,
    id              uuid        not null,
    created_at      timestamptz not null,
    verdict         text        not null,
    actual_cause    text,
    -- The remedy that worked: the cause it belongs to, its place there from 0, its English title.
    -- Places move when the knowledge changes; the title tells remedies apart across versions.
    remedy_cause    text,
    remedy_position integer,
    remedy_title    text,
    comment         text,
    -- Ids are UUIDv7, so that the newest of a diagnosis stands at the end of its entries.
    constraint feedback_pk primary key (workspace, diagnosis_id, id),
    -- What was said about a diagnosis goes when the diagnosis goes.
    constraint feedback_diagnosis_fk foreign key (workspace, diagnosis_id)
        references diagnosis (workspace, id) on delete cascade,
    -- The words of the API contract.
    constraint feedback_verdict_ck check (verdict in ('confirmed', 'rejected')),
    -- A remedy without its cause could not be counted.
    constraint feedback_remedy_ck
        check (num_nonnulls(remedy_cause, remedy_position, remedy_title) in (0, 3)),
    constraint feedback_remedy_position_ck check (remedy_position >= 0)
);
