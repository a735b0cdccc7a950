-- What owners set for their buckets beside the default encryption: one document, each setting under its own name, so that
-- setting one leaves the others and a bucket without any costs nothing. Null when nothing is set.
alter table objects.bucket add column settings jsonb;
