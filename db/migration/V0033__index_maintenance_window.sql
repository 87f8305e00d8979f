-- Lists, newest first.
create index maintenance_window_starts_ix on maintenance_window (workspace, starts_at desc, id desc);
