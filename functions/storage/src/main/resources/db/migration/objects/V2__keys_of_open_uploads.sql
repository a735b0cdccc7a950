-- An upload keeps its data key a second time, under a key that is used for open uploads only, so
-- that the right to seal parts is not the right to open objects. What was wrapped the old way needs
-- the wider right: uploads under way end here, as if they had been aborted.

with ended as (
  delete from objects.upload_part returning blob_id
), released as (
  select blob_id, cast(count(*) as integer) as times from ended group by blob_id
)
update objects.blob b
   set refs = b.refs - r.times,
       marked_at = case when b.refs = r.times then now() else b.marked_at end
  from released r
 where b.id = r.blob_id;

delete from objects.upload;

alter table objects.upload add column part_envelope bytea not null;
