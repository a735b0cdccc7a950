-- Sealed bytes of small objects, stored by the statement that writes the record. Never read by listings and updates,
-- so they have a table of their own. They go with their blob, whoever collects it, also a process of the version before.
create table objects.blob_bytes (
  blob_id uuid primary key references objects.blob (id) on delete cascade,
  bytes   bytea not null
);

-- Sealed bytes do not compress.
alter table objects.blob_bytes alter column bytes set storage external;
