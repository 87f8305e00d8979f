package dev.modmedic.history.jdbc;

/**
 * The statements behind {@link JdbcInsightStore}; every order ends in a key, so that ties agree.
 */
final class InsightSql {
  private InsightSql() {}

  /** Diagnoses in the time asked for that no later one revises. */
  private static final String COUNTED =
      """
      d.workspace = ? and d.created_at >= ? and d.created_at < ?
        and (?::text is null or (left(d.project, 300) = left(?, 300) and d.project = ?))
        and not exists (
          select 1 from diagnosis r where r.workspace = d.workspace and r.revision_of = d.id)
      """;

  static final String VERDICTS =
      """
      select d.verdict, count(*) as count
      from diagnosis d
      where %s
      group by d.verdict
      """
          .formatted(COUNTED);

  static final String CAUSES =
      """
      with counted as (
        select c.code, date_trunc(?, d.created_at, 'UTC') as bucket, count(*) as count,
          sum(c.confidence) as confidence
        from diagnosis d
        join diagnosis_cause c
          on c.workspace = d.workspace and c.diagnosis_id = d.id and c.position = 0
        where %s
        group by 1, 2),
      most as (
        select code, sum(count)::bigint as total, sum(confidence) / sum(count) as confidence
        from counted
        group by code
        order by total desc, code
        limit ?)
      select m.code, m.total, m.confidence, n.bucket, n.count
      from most m
      join counted n on n.code = m.code
      order by m.total desc, m.code, n.bucket
      """
          .formatted(COUNTED);

  /** Counted diagnoses with what was said of them last. */
  private static final String JUDGED =
      """
      with judged as (
        select d.id, d.result, f.verdict, f.remedy_cause, f.remedy_title
        from feedback f
        join diagnosis d on d.workspace = f.workspace and d.id = f.diagnosis_id
        where %s
          and not exists (
            select 1 from feedback n
            where n.workspace = f.workspace and n.diagnosis_id = f.diagnosis_id
              and (n.created_at, n.id) > (f.created_at, f.id)))
      """
          .formatted(COUNTED);

  static final String JUDGEMENTS =
      JUDGED
          + """
          select c.code, count(*) filter (where j.verdict = 'confirmed') as confirmed,
            count(*) filter (where j.verdict = 'rejected') as rejected
          from judged j
          join diagnosis_cause c
            on c.workspace = ? and c.diagnosis_id = j.id and c.position = 0
          group by c.code
          order by c.code
          """;

  /** A title may stand twice in one answer; the diagnosis still counts once. */
  static final String REMEDIES =
      JUDGED
          + """
          select c.cause ->> 'code' as code, r.remedy #>> '{title,en}' as title,
            count(distinct j.id) as offered,
            count(distinct j.id) filter (
              where j.remedy_cause = c.cause ->> 'code'
                and j.remedy_title = r.remedy #>> '{title,en}') as worked
          from judged j
          cross join lateral jsonb_array_elements(j.result -> 'causes') as c(cause)
          cross join lateral jsonb_array_elements(c.cause -> 'remedies') as r(remedy)
          where (c.cause -> 'guess') is distinct from 'true'::jsonb
          group by 1, 2
          order by code, worked desc, offered desc, title
          limit ?
          """;

  /**
   * Windows stand fixed in time, so that asking again gives the same; the usual rate counts windows
   * without any failure as zero.
   */
  static final String BURSTS =
      """
      with windows as (
        select c.code, c.host,
          date_bin(make_interval(secs => ?), d.created_at, timestamptz '2000-01-01 00:00:00+00')
            as since,
          count(*) as count, count(distinct (d.project, d.client)) as sources,
          count(distinct d.project) as projects, count(distinct d.client) as clients
        from diagnosis d
        join diagnosis_cause c
          on c.workspace = d.workspace and c.diagnosis_id = d.id and c.position = 0
        where c.host is not null and %s
        group by 1, 2, 3),
      rated as (
        select w.*,
          coalesce(
            sum(sources) over (
              partition by code, host order by since
              range between make_interval(secs => ?) preceding
                and make_interval(secs => ?) preceding),
            0)::double precision / ? as usual
        from windows w)
      select code, host, since, count, sources, projects, clients, usual
      from rated
      where since >= ? and sources >= ? and sources >= ? * usual
      order by since desc, sources desc, code, host
      limit ?
      """
          .formatted(COUNTED);

  static final String UNKNOWN =
      """
      with groups as (
        select u.fingerprint, count(*) as count, min(u.created_at) as first,
          max(u.created_at) as last
        from undiagnosed u
        where u.workspace = ? and u.created_at >= ? and u.created_at < ?
          and not exists (
            select 1 from diagnosis r
            where r.workspace = u.workspace and r.revision_of = u.diagnosis_id)
        group by u.fingerprint
        order by count desc, last desc, u.fingerprint
        limit ?)
      select g.fingerprint, g.count, g.first, g.last, s.diagnosis_id, s.shape
      from groups g
      cross join lateral (
        select u.diagnosis_id, u.shape
        from undiagnosed u
        where u.workspace = ? and u.fingerprint = g.fingerprint and u.created_at = g.last
        order by u.diagnosis_id desc
        limit 1) s
      order by g.count desc, g.last desc, g.fingerprint
      """;
}
