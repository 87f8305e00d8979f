-- The table of db-scheduler, which runs each recurring job once across all replicas.
-- Column names and meanings are the library's; the table name is given to it by the service.
create table scheduled_task (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    constraint scheduled_task_pk primary key (task_name, task_instance)
);

-- Every poll asks for the rows that are due.
create index scheduled_task_execution_time_ix on scheduled_task (execution_time);

-- Work whose runner died is found by its missing heartbeat.
create index scheduled_task_last_heartbeat_ix on scheduled_task (last_heartbeat);
