-- After a secret was renewed, messages are signed with the one before as well for a while.
alter table webhook
    add column previous_secret text,
    add column previous_until  timestamptz,
    add constraint webhook_previous_ck check (num_nonnulls(previous_secret, previous_until) in (0, 2));
