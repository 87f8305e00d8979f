-- Retention looks for the oldest.
create index health_transition_recorded_at_ix on health_transition (recorded_at);
