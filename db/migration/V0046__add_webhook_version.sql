-- Raised by every change; the ETag.
alter table webhook add column version bigint not null default 1;
