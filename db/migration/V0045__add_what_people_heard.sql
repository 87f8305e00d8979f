-- What people heard last of a target as a whole; unknown if nothing. A change that nobody was told
-- of does not change it.
alter table health_target add column told text not null default 'unknown';
alter table health_target add constraint health_target_told_ck
    check (told in ('unknown', 'up', 'regional', 'down'));

-- The same of a region as a whole: whether they heard last that it is silent.
alter table health_vantage add column told boolean not null default false;
update health_vantage set told = silent;

-- Of what was told before, events know; where they are erased, the present state was heard.
with heard as (
    select distinct on (t.workspace, t.target_id) t.workspace, t.target_id, t.to_state
    from health_transition t
    join health_event e on e.workspace = t.workspace and e.transition_id = t.id
    where t.target_id is not null and t.region is null and not t.late and not t.in_maintenance
        and t.from_state <> t.to_state and t.to_state in ('up', 'regional', 'down')
    order by t.workspace, t.target_id, t.id desc)
update health_target h
set told = coalesce(
    (select heard.to_state
    from heard
    where heard.workspace = h.workspace and heard.target_id = h.target_id),
    h.state);

-- Until now quiet changes overwrote what was told of one region.
with heard as (
    select distinct on (t.workspace, t.target_id, t.region)
        t.workspace, t.target_id, t.region, t.to_state
    from health_transition t
    join health_event e on e.workspace = t.workspace and e.transition_id = t.id
    where t.target_id is not null and t.region is not null and not t.late
        and not t.in_maintenance and t.to_state <> 'unknown'
    order by t.workspace, t.target_id, t.region, t.id desc)
update health_region h
set told = coalesce(
    (select heard.to_state
    from heard
    where heard.workspace = h.workspace and heard.target_id = h.target_id
        and heard.region = h.region),
    case when h.told in ('unknown', 'stale') then 'unknown' else h.told end);
