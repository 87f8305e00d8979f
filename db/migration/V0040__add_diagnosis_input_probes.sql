-- What ModMedic's own probes saw when the client asked. An answer is a function of its input, the
-- knowledge and these, so reasons and replays need them. Nothing was kept before.
alter table diagnosis_input add column probes jsonb not null default '{}';
