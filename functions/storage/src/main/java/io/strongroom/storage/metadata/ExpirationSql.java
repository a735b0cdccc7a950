package io.strongroom.storage.metadata;

/** The statements by which objects go by lifecycle rules. */
final class ExpirationSql {

  static final String BUCKETS =
      "select "
          + BucketRow.columns("b")
          + " from objects.bucket b where b.settings ? '"
          + SettingsColumn.LIFECYCLE
          + "' order by b.name";

  static final String CANDIDATES =
      """
      select v.key, v.size, v.last_modified
        from objects.object_version v
       where v.bucket = $1 and v.is_latest and not v.delete_marker
         and v.key >= $2 and v.key > $3 and starts_with(v.key, $2) and v.last_modified <= $4
       order by v.key limit $5
      """;

  /**
   * Locks the records in the order of their keys, as every batch does, and looks at them again:
   * what was written meanwhile stays. Only where a bucket keeps no versions is expiry a deletion.
   */
  static final String EXPIRE =
      """
      with b as materialized (
        select x.name from objects.bucket x
         where x.name = $1 and x.revision = $2
           and x.versioning = 'UNVERSIONED'),
      due as materialized (
        select v.key, v.version_id, v.blob_ids
          from b join unnest(cast($3 as text[]), cast($4 as timestamptz[])) as c (key, written) on true
          join objects.object_version v
            on v.bucket = b.name and v.key = c.key collate "C" and v.is_latest
         where v.last_modified = c.written and not v.delete_marker
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

  private ExpirationSql() {}
}
