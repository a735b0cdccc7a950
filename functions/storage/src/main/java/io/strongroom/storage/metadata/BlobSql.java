package io.strongroom.storage.metadata;

/**
 * How statements count who refers to which blob.
 *
 * <p>A record that was replaced while the statement waited for it may name blobs whose rows are
 * younger than the statement's view of the database. An update would not find them; an insert meets
 * them, so references are taken by inserts that always do. They go by id, and so do all locks.
 */
final class BlobSql {

  private static final String TAKE =
      """
        on conflict (id) do update set refs = b.refs - excluded.refs,
           marked_at = case when b.refs = excluded.refs then now() end)
      """;

  private BlobSql() {}

  /**
   * Members of a {@code with} that take a reference for each time a blob is named; those without
   * any left are marked. The last one changes the rows; nothing has to read it.
   *
   * @param named a query of one column of ids, null for none
   */
  static String release(String named) {
    return """
        wanted as (
          select n.id, cast(count(*) as integer) as times
            from (%s) as n (id) where n.id is not null group by n.id),
        released as (
          insert into objects.blob as b (id, refs)
          select w.id, w.times from wanted w order by w.id
        """
            .formatted(named)
        + TAKE;
  }

  /**
   * Members of a {@code with} that exchange references, once {@code written} has a row: one more
   * for each blob of the array {@code ids}, one fewer for each time one is named by {@code named}.
   *
   * @param written the member that writes the record; it may ask {@code sound}, which tells whether
   *     every blob of the array is there and can take a reference
   */
  static String exchange(String ids, String named, String written) {
    return """
        delta as (
          select d.id, cast(sum(d.n) as integer) as n
            from (select i.id, 1 from unnest(%1$s) as i (id)
                  union all select n.id, -1 from (%2$s) as n (id) where n.id is not null) as d (id, n)
           group by d.id),
        held as materialized (
          select b.id, b.condemned, d.n from objects.blob b join delta d on b.id = d.id
           order by b.id for update of b),
        sound as materialized (
          select count(*) = cardinality(%1$s) as holds
            from held h where h.id = any(%1$s) and not h.condemned),
        written as (%3$s),
        added as (
          update objects.blob b set refs = b.refs + h.n, marked_at = null
            from held h, written where b.id = h.id and h.n > 0),
        released as (
          insert into objects.blob as b (id, refs)
          select d.id, -d.n from delta d, written where d.n < 0 order by d.id
        """
            .formatted(ids, named, written)
        + TAKE;
  }
}
