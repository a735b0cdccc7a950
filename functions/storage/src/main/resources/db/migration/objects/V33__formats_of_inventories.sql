-- Files of inventories that are not text. Adds only; a process of the version before writes text into all of them.
alter table objects.job
  add column into_format text check (into_format in ('CSV', 'PARQUET'));
