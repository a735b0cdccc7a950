-- While somebody copies all blobs that records name at one moment, none of them is removed. A hold ends by itself, so
-- that one who died holds nothing up for good.
create table objects.collection_hold (
  holder  text primary key,
  ends_at timestamptz not null
);
