package io.strongroom.storage.metadata;

import io.strongroom.domain.record.JobSelection;

/**
 * Statements on what a job selects. The walk is over the list where there is one, by the key where
 * one is selected, else by name. Parameters: place 1 to 3, limit 4, account 5, prefix 6, mode 7,
 * cipher 8, time 9, key 10, bucket 11, tags 12, listing 13.
 */
final class JobWalkSql {

  private static final String SELECTED =
      """
      starts_with(%1$s.key, $6)
      and (cast($7 as text) is null or %1$s.encryption_mode = $7)
      and (cast($8 as text) is null or %1$s.data_cipher = $8)
      and (cast($9 as timestamptz) is null or %1$s.last_modified < $9)
      and (cast($12 as text) is null
           or cast(coalesce(%1$s.tags, '[]') as jsonb) @> cast(cast($12 as text) as jsonb))
      """;

  private JobWalkSql() {}

  private static String walk(JobSelection selection, String columns, String until) {
    boolean listed = selection.traits().listing().isPresent();
    String place = listed ? "o" : "v";
    return "select "
        + columns
        + (listed
            ? " from objects.job_object o join objects.object_version v on v.bucket = o.bucket"
                + " and v.key = o.key and v.version_id = o.version_id where o.listing = $13 and "
            : " from objects.object_version v where cast($13 as text) is null and ")
        + "(%1$s.bucket, %1$s.key, %1$s.version_id) > ($1, $2, $3)".formatted(place)
        + until.formatted(place)
        + (selection.key().isPresent()
            ? " and not v.delete_marker and v.wrapping_key_id = $10"
            : " and cast($10 as text) is null")
        + (selection.bucket().isPresent()
            ? " and %s.bucket = $11".formatted(place)
            : " and cast($11 as text) is null")
        + "%s order by %2$s.bucket, %2$s.key, %2$s.version_id limit $4".formatted("%s", place);
  }

  /** How many of those that are looked at are selected. */
  static String count(JobSelection selection) {
    return "with page as materialized ("
        + walk(
                selection,
                "v.bucket, v.key, v.version_id, v.size, v.encryption_mode, v.kms_bucket_key,"
                    + " v.data_cipher, v.last_modified, v.envelope, v.delete_marker, v.tags,"
                    + " objects.is_locked(v.legal_hold, v.lock_until) as locked",
                "")
            .formatted("")
        + """
        ), all_selected as (
          select p.* from page p join objects.bucket b on b.name = p.bucket and b.owner = $5
           where"""
        + " "
        + SELECTED.formatted("p")
        + """
        ), seen as (
          select p.size, p.locked,
                 p.encryption_mode = 'KMS' and not coalesce(p.kms_bucket_key, false) as own,
                 case when p.encryption_mode = 'KMS' and not coalesce(p.kms_bucket_key, false)
                        then null else objects.bucket_key_number(p.envelope) end as number
            from all_selected p where not p.delete_marker)
        select (select count(*) from page) as looked, l.bucket, l.key, l.version_id,
               (select count(*) from seen) as versions,
               (select coalesce(sum(size), 0)::bigint from seen) as bytes,
               (select count(*) from seen where own) as own,
               (select coalesce(array_agg(distinct number), '{}') from seen
                 where number is not null) as numbers,
               (select count(*) from all_selected where delete_marker) as markers,
               (select count(*) from seen where locked) as locked,
               (select coalesce(sum(size), 0)::bigint from seen where locked) as locked_bytes
          from (select bucket, key, version_id from page
                 order by bucket desc, key desc, version_id desc limit 1) l
        """;
  }

  /** Versions of a slice up to place 14 to 16, and what each is known again by. */
  static String next(JobSelection selection) {
    return walk(
            selection,
            ObjectColumns.of("v")
                + ", objects.version_seen(v.envelope, v.manifest, v.last_modified) as seen",
            " and (%1$s.bucket, %1$s.key, %1$s.version_id) <= ($14, $15, $16)")
        .formatted(
            " and exists (select 1 from objects.bucket b where b.name = v.bucket and b.owner = $5)"
                + " and "
                + SELECTED.formatted("v"));
  }
}
