-- Until when a version in an archive can be read, since somebody restored it. Null where nobody did. Adds only:
-- processes of the version before keep no object in an archive, and restore none.
alter table objects.object_version add column restored_until timestamptz;
