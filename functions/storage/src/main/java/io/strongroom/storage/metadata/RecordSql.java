package io.strongroom.storage.metadata;

/** The statements that exchange the record of a version and leave the version as it is. */
final class RecordSql {

  /** What may be set of a version later stays as it is by then. */
  static final String REPLACE_RECORD =
      "update objects.object_version set "
          + ObjectColumns.RECORD_FROM_PARAMETERS
          + " where bucket = $%1$d and key = $%2$d and version_id = $%3$d and envelope = $%4$d"
              .formatted(
                  ObjectColumns.AFTER_RECORD,
                  ObjectColumns.AFTER_RECORD + 1,
                  ObjectColumns.AFTER_RECORD + 2,
                  ObjectColumns.AFTER_RECORD + 3)
          + " and not objects.is_locked(legal_hold, lock_until)";

  /** One blob more, for whoever read the record as it is. */
  static final String EXTEND =
      "with written as (update objects.object_version set "
          + ObjectColumns.RECORD_FROM_PARAMETERS
          + " where bucket = $%1$d and key = $%2$d and version_id = $%3$d and manifest = $%4$d"
              .formatted(
                  ObjectColumns.AFTER_RECORD,
                  ObjectColumns.AFTER_RECORD + 1,
                  ObjectColumns.AFTER_RECORD + 2,
                  ObjectColumns.AFTER_RECORD + 3)
          + " and is_latest and not objects.is_locked(legal_hold, lock_until) returning key),"
          + " added as (insert into objects.blob (id, refs) select cast($%d as uuid), 1 from written)"
              .formatted(ObjectColumns.AFTER_RECORD + 4)
          + " select count(*) as written from written";

  private RecordSql() {}
}
