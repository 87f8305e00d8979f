-- Retention looks for the oldest.
create index health_event_announced_at_ix on health_event (announced_at);
