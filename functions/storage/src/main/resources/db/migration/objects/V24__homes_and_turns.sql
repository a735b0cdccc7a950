-- Where blobs rest once they were moved, and whose turn it is to do what one process does for all. Adds only: processes
-- of the version before write blobs that say nothing, and take no turns.

-- 0 a folder, 1 another store. Null: where its writer put it. Bytes in the database say nothing either.
alter table objects.blob add column home smallint check (home in (0, 1));

create table objects.turn (
  work    text primary key,
  ends_at timestamptz not null
);
