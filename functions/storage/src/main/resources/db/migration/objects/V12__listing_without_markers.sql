-- Listings of objects read current ones only, so that they do not pass by delete markers one by one. The condition is
-- written so that no other index serves a listing, however few markers the statistics know.
create index object_listed on objects.object_version (bucket, key) where (is_latest and not delete_marker) is true;
