package io.strongroom.storage.metadata;

import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/** The statements on uploads and their parts. */
final class PartSql {

  static final String CREATE =
      """
      with made as (
      insert into objects.upload (bucket, id, key, initiated_at, owner, system_metadata,
             user_metadata, storage_class, tags, lock_mode, lock_until, legal_hold, etag_source,
             encryption_mode, kms_key_id, kms_context, kms_bucket_key, data_cipher,
             wrapping_key_id, envelope, part_envelope, service_key_id, service_bucket_key,
             service_wrapped, checksum_algorithm, checksum_type, least_part_bytes,
             default_checksum)
      select b.name, cast($2 as text), cast($3 as text), cast($4 as timestamptz),
             cast($5 as text), cast($6 as jsonb), cast($7 as jsonb), cast($8 as text),
             cast($9 as text), cast($10 as text), cast($11 as timestamptz), cast($12 as boolean),
             cast($13 as text), cast($14 as text), cast($15 as text), cast($16 as jsonb),
             cast($17 as boolean), cast($18 as text), cast($19 as text), cast($20 as bytea),
             cast($21 as bytea), cast($22 as text), cast($23 as bytea), cast($24 as bytea),
             cast($25 as text), cast($26 as text), cast($27 as bigint), cast($28 as text)
        from objects.bucket b where b.name = $1 for key share of b returning id)
      insert into objects.upload_origin (upload_id, blobs)
      select made.id, coalesce((select v.blob_ids from objects.object_version v
                                 where v.bucket = $1 and v.key = $3 and v.is_latest), '{}')
        from made
      """;

  /** Parts of one upload do not wait for each other; its end waits for all of them. */
  static final String PUT =
      """
      with u as materialized (select id from objects.upload where id = $1 for key share),
      old as materialized (
        select x.blob_id from u join objects.upload_part x on x.upload_id = u.id
         where x.number = $2 for update of x),
      written as (
        insert into objects.upload_part as x (upload_id, number, blob_id, size, commitment, etag,
               last_modified, checksum_algorithm, checksum_type, checksum_value, checksum_sealed)
        select u.id, $2, cast($3 as uuid), cast($4 as bigint), cast($5 as bytea),
               cast($6 as text), cast($7 as timestamptz), cast($8 as text), cast($9 as text),
               cast($10 as text), cast($11 as bytea)
          from u left join old on true
        on conflict (upload_id, number) do update set blob_id = excluded.blob_id,
               size = excluded.size, commitment = excluded.commitment, etag = excluded.etag,
               last_modified = excluded.last_modified,
               checksum_algorithm = excluded.checksum_algorithm,
               checksum_type = excluded.checksum_type, checksum_value = excluded.checksum_value,
               checksum_sealed = excluded.checksum_sealed
         where exists (select 1 from old) returning x.number),
      added as (insert into objects.blob (id, refs) select cast($3 as uuid), 1 from written),
      """
          + BlobSql.release("select old.blob_id from old where exists (select 1 from written)")
          + " select (select count(*) from u) as uploads, (select count(*) from written) as written";

  static final String ABORT =
      """
      with u as materialized (select id from objects.upload where id = $1 for update),
      parts as (
        delete from objects.upload_part x using u where x.upload_id = u.id returning x.blob_id),
      """
          + BlobSql.release("select blob_id from parts")
          + """
          , ended as (delete from objects.upload x using u where x.id = u.id)
          select count(*) as uploads from u
          """;

  private PartSql() {}

  static Tuple parameters(Upload upload) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(upload.ref().bucket().value())
            .addValue(upload.uploadId().value())
            .addValue(upload.ref().key().value())
            .addValue(upload.initiatedAt().atOffset(ZoneOffset.UTC))
            .addValue(upload.owner().value());
    MetadataColumns metadata = MetadataColumns.of(upload.metadata());
    metadata.addFixedTo(parameters);
    metadata.addMarksTo(parameters);
    parameters.addValue(upload.rules().etags().name());
    EncryptionColumns.of(upload.encryption(), upload.keys().object()).addTo(parameters);
    UploadKeys.ServiceWrap wrap = upload.keys().metadata();
    return parameters
        .addValue(Buffer.buffer(upload.keys().parts().encode()))
        .addValue(wrap.keyId().text())
        .addValue(Buffer.buffer(wrap.bucketKey().bytes()))
        .addValue(Buffer.buffer(wrap.key().bytes()))
        .addValue(upload.checksum().map(ChecksumChoice::algorithm).map(Enum::name).orElse(null))
        .addValue(upload.checksum().map(ChecksumChoice::type).map(Enum::name).orElse(null))
        .addValue(upload.rules().leastBytes())
        .addValue(upload.rules().defaultChecksum().map(Enum::name).orElse(null));
  }

  static Tuple parameters(Upload upload, StoredPart part) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(upload.uploadId().value())
            .addValue(part.number())
            .addValue(part.blobId())
            .addValue(part.size())
            .addValue(Buffer.buffer(part.commitment().bytes()))
            .addValue(part.etag().value())
            .addValue(part.lastModified().atOffset(ZoneOffset.UTC));
    ChecksumColumns.addTo(parameters, part.checksum());
    return parameters;
  }
}
