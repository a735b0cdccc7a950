package io.strongroom.storage.metadata;

/** The statements by which objects and versions go by lifecycle rules. */
final class ExpirationSql {

  static final String BUCKETS =
      "select "
          + BucketRow.columns("b")
          + " from objects.bucket b where b.settings ? '"
          + SettingsColumn.LIFECYCLE
          + "' order by b.name";

  static final String CANDIDATES =
      """
      select v.key, v.size, v.last_modified, v.tags
        from objects.object_version v
       where v.bucket = $1 and v.is_latest and not v.delete_marker
         and v.key >= $2 and v.key > $3 and starts_with(v.key, $2) and v.last_modified <= $4
       order by v.key limit $5
      """;

  static final String LONE_MARKERS =
      """
      select v.key, cast(0 as bigint) as size, v.last_modified, v.tags
        from objects.object_version v
       where v.bucket = $1 and v.is_latest and v.delete_marker
         and v.key >= $2 and v.key > $3 and starts_with(v.key, $2) and v.last_modified <= $4
         and not exists (select 1 from objects.object_version o
                          where o.bucket = v.bucket and o.key = v.key and not o.is_latest)
       order by v.key limit $5
      """;

  /** How many keys one question looks at. */
  static final int KEYS = 500;

  /**
   * Keys that have old versions are in an index of their own; each is looked at as a whole, so that
   * a question costs the same wherever the last one ended. A key without any that is due gives a
   * row of nulls.
   */
  static final String OLD_VERSIONS =
      """
      with recursive k (step, key) as (
        (select 1, h.key from objects.object_version h
          where h.bucket = $1 and not h.is_latest and h.key >= $2
            and (h.key, -h.place) > ($3, -cast($6 as bigint))
          order by h.key, h.place desc limit 1)
        union all
        select k.step + 1, n.key
          from k cross join lateral (
            select h.key from objects.object_version h
             where h.bucket = $1 and not h.is_latest and h.key > k.key
             order by h.key limit 1) n
         where k.step < 500 and starts_with(k.key, $2))
      select k.key, d.version_id, d.place, d.size, d.delete_marker, d.tags
        from k left join lateral (
          select v.version_id, v.place, coalesce(v.size, 0) as size, v.delete_marker, v.tags
            from objects.noncurrent($1, k.key) n
            join objects.object_version v
              on v.bucket = $1 and v.key = k.key and v.version_id = n.version_id
           where n.since <= $4 and n.newer >= $5 and (k.key > $3 or v.place < $6)
           order by v.place desc limit $7) d on true
       where starts_with(k.key, $2)
       order by k.key, d.place desc limit $7
      """;

  /**
   * Locks the records in the order of their keys, as every batch does, and looks at them again:
   * what was written or tagged meanwhile stays. Where a bucket keeps no versions, this is deletion.
   */
  static final String EXPIRE =
      """
      with b as materialized (
        select x.name, set_config('strongroom.origin', 'Lifecycle', true) as origin
          from objects.bucket x
         where x.name = $1 and x.revision = $2
           and x.versioning = 'UNVERSIONED'),
      due as materialized (
        select v.key, v.version_id, v.blob_ids
          from b join unnest(cast($3 as text[]), cast($4 as timestamptz[]), cast($5 as text[]))
                      as c (key, written, tags) on true
          join objects.object_version v
            on v.bucket = b.name and v.key = c.key collate "C" and v.is_latest
         where v.last_modified = c.written and not v.delete_marker
           and v.tags is not distinct from c.tags
           and not objects.is_locked(v.legal_hold, v.lock_until)
         order by v.key for update of v),
      """
          + BlobSql.release("select unnest(due.blob_ids) from due")
          + """
          , gone as (
            delete from objects.object_version v using b, due
             where v.bucket = b.name and v.key = due.key and v.version_id = due.version_id
            returning v.key)
          select (select count(*) from gone) as gone,
                 (select count(*) from due where blob_ids is null) as lost
          """;

  /** Where a bucket keeps versions. */
  static final String EXPIRE_KEPT =
      each(
          "cast($3 as text[]), cast($4 as timestamptz[]), cast($5 as text[])",
          "key, written, tags",
          "objects.expire_current(b.name, b.versioning, c.key, c.written, c.tags)");

  static final String EXPIRE_MARKERS =
      each(
          "cast($3 as text[]), cast($4 as timestamptz[])",
          "key, written",
          "objects.expire_marker(b.name, b.versioning, c.key, c.written)");

  static final String EXPIRE_VERSIONS =
      each(
          "cast($3 as text[]), cast($4 as text[])",
          "key, version_id",
          "objects.expire_version(b.name, b.versioning, c.key, c.version_id,"
              + " cast($5 as timestamptz), cast($6 as integer))");

  private ExpirationSql() {}

  /** One key after the other, in their order, each under its own lock. */
  private static String each(String arrays, String names, String expiry) {
    return """
        with b as materialized (
          select x.name, x.versioning from objects.bucket x where x.name = $1 and x.revision = $2),
        asked as materialized (
          select c.* from unnest(%1$s) as c (%2$s) order by c.key collate "C"),
        done as materialized (
          select d.* from b cross join asked c cross join lateral %3$s d
           where d.outcome in ('DONE', 'MARKED')),
        """
            .formatted(arrays, names, expiry)
        + BlobSql.release("select unnest(done.blob_ids) from done")
        + """
        select count(*) as gone, count(*) filter (where lost) as lost from done
        """;
  }
}
