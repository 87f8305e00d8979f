-- Vantage points. Changing what a region has to probe raises its assignments_version, which is how
-- agents learn of it.
create table region (
    workspace           text        not null,
    name                text        not null,
    kind                text        not null,
    title               text        not null,
    -- For an egress: the region that probes through it, and the proxy.
    via                 text,
    egress_url          text,
    assignments_version bigint      not null default 1,
    -- Of several agents in one region the one with the lease probes.
    active_agent        uuid,
    active_until        timestamptz,
    created_at          timestamptz not null,
    constraint region_pk primary key (workspace, name),
    constraint region_workspace_fk foreign key (workspace) references workspace (id),
    constraint region_name_ck check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    constraint region_kind_ck check (kind in ('local', 'agent', 'egress')),
    constraint region_via_fk foreign key (workspace, via) references region (workspace, name),
    constraint region_egress_ck check ((kind = 'egress') = (via is not null and egress_url is not null)),
    constraint region_active_ck check (num_nonnulls(active_agent, active_until) in (0, 2))
);

insert into region (workspace, name, kind, title, created_at)
values ('default', 'local', 'local', 'Where the server runs', now());

-- Programs that probe for a region. Their token is shown once and stored only as its hash.
create table agent (
    workspace            text        not null,
    id                   uuid        not null,
    region               text        not null,
    name                 text        not null,
    -- SHA-256 of the token.
    token_hash           bytea       not null,
    created_at           timestamptz not null,
    revoked_at           timestamptz,
    last_seen_at         timestamptz,
    agent_version        text,
    -- What it said last; null until it was seen.
    online               boolean,
    spooled              bigint,
    dropped              bigint,
    -- Its clock minus ours.
    clock_skew_ms        bigint,
    constraint agent_pk primary key (workspace, id),
    constraint agent_region_fk foreign key (workspace, region) references region (workspace, name)
);

-- Every call of an agent is recognised by it; the token comes before the workspace is known.
create unique index agent_token_ix on agent (token_hash);

-- Agents of a region.
create index agent_region_ix on agent (workspace, region);
