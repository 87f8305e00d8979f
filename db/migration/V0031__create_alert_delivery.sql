-- The outbox: one message to one webhook. The id is what receivers recognise a repetition by.
create table alert_delivery (
    workspace     text        not null,
    id            uuid        not null,
    webhook_id    uuid        not null,
    -- Null for a test.
    transition_id uuid,
    event         text        not null,
    -- As it is sent, the same at every attempt.
    body          text        not null,
    state         text        not null,
    -- Why it is suppressed or dead, or what the last attempt came to.
    reason        text,
    attempts      integer     not null default 0,
    http_status   integer,
    created_at    timestamptz not null,
    -- Whoever takes a delivery moves this on; who dies meanwhile leaves it to be taken again then.
    next_at       timestamptz not null,
    ended_at      timestamptz,
    constraint alert_delivery_pk primary key (workspace, id),
    constraint alert_delivery_once_uq unique (workspace, webhook_id, transition_id),
    constraint alert_delivery_webhook_fk foreign key (workspace, webhook_id)
        references webhook (workspace, id) on delete cascade,
    constraint alert_delivery_event_ck check (event in ('transition', 'test')),
    constraint alert_delivery_state_ck
        check (state in ('pending', 'delivered', 'dead', 'suppressed')),
    constraint alert_delivery_ended_ck check ((state = 'pending') = (ended_at is null))
);

-- What is due; short, because only what is still to be sent is in it.
create index alert_delivery_due_ix on alert_delivery (next_at, id) where state = 'pending';

-- What became of a webhook's deliveries, newest first.
create index alert_delivery_webhook_ix on alert_delivery (workspace, webhook_id, id desc);

-- Old ones are erased.
create index alert_delivery_ended_ix on alert_delivery (ended_at) where state <> 'pending';
