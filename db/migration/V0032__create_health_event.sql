-- The order in which transitions are told. Positions are given under a lock that is held until the
-- commit, so whoever has read up to a position never has to look back; ids and times of transitions
-- do not give that, because transactions commit in any order.
create table health_event (
    workspace     text        not null,
    position      bigint      not null,
    transition_id uuid        not null,
    announced_at  timestamptz not null,
    constraint health_event_pk primary key (workspace, position),
    constraint health_event_transition_uq unique (workspace, transition_id)
);
