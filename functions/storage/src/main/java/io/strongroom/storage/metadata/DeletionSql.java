package io.strongroom.storage.metadata;

/**
 * The statements that delete versions. Parameters: bucket 1, the revision that was seen or null 2,
 * keys 3, versions or nulls 4, an entity tag or null 5, whether governance gives way 6.
 */
final class DeletionSql {

  private static final String BUCKET =
      """
      with g as materialized (
        select b.name, b.versioning from objects.bucket b
         where b.name = $1 and (cast($2 as uuid) is null or b.revision = cast($2 as uuid))),
      """;

  /** One after the other, by the function that keeps versions. */
  private static final String EACH =
      """
      select a.key, a.version_id as wanted, d.*
        from g cross join %s a cross join lateral
             objects.delete_version(g.name, g.versioning, a.key, a.version_id,
                                    cast($5 as text), cast($6 as boolean)) d
      """;

  private static final String OUTCOME =
      BlobSql.release("select unnest(done.blob_ids) from done")
          + """
          select g.versioning, d.key, d.wanted, d.outcome, d.version_id, d.delete_marker, d.etag,
                 d.lost
            from g left join done d on true
          """;

  /** Of one key: what follows for many would take longer than the deletion. */
  static final String ONE =
      BUCKET
          + """
          asked as materialized (
            select i.key, i.version_id
              from unnest(cast($3 as text[]), cast($4 as text[])) as i (key, version_id)),
          done as materialized (
          """
          + EACH.formatted("asked")
          + "),"
          + OUTCOME;

  /**
   * Keys are locked in one order, so that batches do not wait for each other in a circle. A bucket
   * that never kept versions has one row for each key at most: its keys go all at once. A key that
   * is named twice is deleted by the first of them. Who goes which way is settled before anything
   * is locked or called, whatever order the planner takes joins in.
   */
  static final String ALL =
      BUCKET
          + """
          asked as materialized (
            select i.key, i.version_id, row_number() over (partition by i.key, i.version_id) as nth
              from unnest(cast($3 as text[]), cast($4 as text[])) as i (key, version_id)
             order by i.key collate "C", i.version_id collate "C"),
          way as materialized (
            select g.versioning = 'UNVERSIONED' and cast($5 as text) is null
                   and not cast($6 as boolean)
                   and not exists (select from asked a where a.version_id is not null) as plain
              from g),
          at_once as materialized (
            select a.key from way cross join asked a where way.plain and a.nth = 1
             order by a.key collate "C"),
          locked as materialized (
            select v.*
              from at_once a cross join lateral (
                   select o.key, objects.is_locked(o.legal_hold, o.lock_until) as stays
                     from objects.object_version o
                    where o.bucket = $1 and o.key = a.key and o.version_id = 'null'
                      for update of o) v),
          gone as (
            delete from objects.object_version v
             where v.bucket = $1 and v.version_id = 'null'
               and v.key = any(array(select l.key from locked l where not l.stays))
            returning v.key, v.blob_ids),
          one_by_one as materialized (
            select a.key, a.version_id from way cross join asked a where not way.plain),
          done as materialized (
          """
          + EACH.formatted("one_by_one")
          + """
            union all
            select a.key, null,
                   case when l.stays then 'LOCKED' when v.key is null then 'NOTHING' else 'DONE' end,
                   'null', false, null, v.blob_ids, v.key is not null and v.blob_ids is null
              from way cross join asked a
              left join locked l on l.key = a.key
              left join gone v on v.key = a.key and a.nth = 1
             where way.plain),
          """
          + OUTCOME;

  private DeletionSql() {}
}
