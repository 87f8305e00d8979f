-- Where changes of states are told.
create table webhook (
    workspace       text        not null,
    id              uuid        not null,
    url             text        not null,
    format          text        not null,
    language        text        not null,
    -- Signs deliveries, so it is kept as it is and not as a hash. Shown once.
    secret          text        not null,
    -- Of targets, regions and new states; an empty list lets everything pass.
    targets         uuid[]      not null default '{}',
    regions         text[]      not null default '{}',
    states          text[]      not null default '{}',
    enabled         boolean     not null,
    -- Why it was switched off by the service; null otherwise.
    disabled_reason text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint webhook_pk primary key (workspace, id),
    constraint webhook_workspace_fk foreign key (workspace) references workspace (id),
    constraint webhook_format_ck check (format in ('modmedic', 'slack')),
    constraint webhook_language_ck check (language in ('en', 'zh'))
);
