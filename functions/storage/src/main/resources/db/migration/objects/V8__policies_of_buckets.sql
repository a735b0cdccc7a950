-- Policies of buckets, and what keeps the public out. A text has another id whenever one is set, so that what
-- processes remember of it is never out of date: the bucket's row says which one counts.

create table objects.bucket_policy (
  id      uuid primary key,
  bucket  text collate "C" not null references objects.bucket (name) on delete cascade,
  form    text not null check (form in ('AWS', 'OBS')),
  text    text not null
);
create index bucket_policy_by_bucket on objects.bucket_policy (bucket);

-- One bit each: BlockPublicAcls 1, IgnorePublicAcls 2, BlockPublicPolicy 4, RestrictPublicBuckets 8. Null where it
-- was taken away. No bucket had a policy before, so keeping the public out changes nothing that worked.
alter table objects.bucket
  add column policy_id uuid,
  add column public_access_block smallint default 15;
