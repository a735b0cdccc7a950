-- A part manifest may be of suite 3 (SPEC, two layers). Changes nothing of what is stored: no row is of that suite yet. Processes
-- of the version before go on working on this schema.

create or replace function objects.manifest_blobs(manifest bytea) returns uuid[]
  language sql immutable strict parallel safe as $$
  select array_agg(distinct cast(encode(substring(manifest from 10 + 58 * part for 16), 'hex') as uuid))
    from generate_series(0, case
           when octet_length(manifest) < 39 then -1
           when substring(manifest from 1 for 4) <> cast('\x53524d31' as bytea) then -1
           when get_byte(manifest, 4) not in (1, 2, 3) then -1
           when octet_length(manifest) <> 39 + 58 * (256 * get_byte(manifest, 5) + get_byte(manifest, 6)) then -1
           else 256 * get_byte(manifest, 5) + get_byte(manifest, 6) - 1
         end) as part
$$;
