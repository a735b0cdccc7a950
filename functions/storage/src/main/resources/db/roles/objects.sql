-- What each function may do with the schema objects: these tables and verbs, and nothing else.
-- Run after every migration, by the role that owns the schema; running it again changes nothing.
--
-- Locking a row (for update, for share, for key share) needs the right to update some column of it. Where a
-- function only locks, that is a column that says nothing: created_at, initiated_at, is_latest.

do $$
declare
  role_name text;
begin
  foreach role_name in array array[
    'strongroom_put_encryption_configuration', 'strongroom_put_object', 'strongroom_get_object',
    'strongroom_copy_object', 'strongroom_generate_data_key', 'strongroom_manage_bucket', 'strongroom_manage_access',
    'strongroom_manage_jobs']
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
      execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication', role_name);
    end if;
    -- The limits of every connection, for where a pooler stands between: see PoolRules.
    execute format('alter role %I set statement_timeout = ''30s''', role_name);
    execute format('alter role %I set lock_timeout = ''5s''', role_name);
    execute format('alter role %I set idle_in_transaction_session_timeout = ''10s''', role_name);
    execute format('revoke all on all tables in schema objects from %I', role_name);
    execute format('revoke all on all sequences in schema objects from %I', role_name);
    execute format('grant connect on database %I to %I', current_database(), role_name);
    execute format('grant usage on schema objects to %I', role_name);
    execute format('revoke all on all tables in schema identity from %I', role_name);
    execute format('grant usage on schema identity to %I', role_name);
    -- Whoever answers requests has to know who sends them. Secrets are sealed under a key of the KMS.
    execute format('grant select on identity.state, identity.account, identity.principal, identity.membership,'
      || ' identity.policy, identity.inline_policy, identity.attachment, identity.sealing_key, identity.access_key'
      || ' to %I', role_name);
    execute format('grant execute on function identity.note_denials(text[], text[], text[]) to %I', role_name);
    execute format('grant execute on function identity.note_requests(jsonb) to %I', role_name);
    execute format('grant execute on function'
      || ' identity.note_batch(integer, bytea, boolean, text[], jsonb, jsonb) to %I', role_name);
  end loop;
end
$$;

revoke all on schema objects, identity from public;
revoke all on all tables in schema objects, identity from public;
revoke all on all sequences in schema objects from public;

-- Column privileges outlive a revoke on the table.
do $$
declare
  held record;
begin
  for held in
    select distinct grantee, table_name, column_name, privilege_type
      from information_schema.column_privileges
     where table_schema = 'objects' and grantee like 'strongroom\_%'
  loop
    execute format('revoke %s (%I) on objects.%I from %I',
      held.privilege_type, held.column_name, held.table_name, held.grantee);
  end loop;
end
$$;

grant select on objects.bucket, objects.bucket_policy to strongroom_put_encryption_configuration;
grant update (encryption_algorithm, encryption_kms_key_id, encryption_kms_project, encryption_data_cipher,
              encryption_bucket_key, encryption_block_customer_keys)
  on objects.bucket to strongroom_put_encryption_configuration;

-- Bytes beside records are inserted and read; they go with their blob's row, which needs no right of its own.
grant insert on objects.blob_bytes to strongroom_put_object;
grant select on objects.blob_bytes to strongroom_get_object;
grant select, insert on objects.blob_bytes to strongroom_copy_object;

-- It writes records and parts, and removes uploads that end; it deletes no object.
grant select, update (created_at) on objects.bucket to strongroom_put_object;
grant select, insert, update on objects.object_version, objects.blob to strongroom_put_object;
grant select, insert, update (initiated_at), delete on objects.upload to strongroom_put_object;
grant select, insert, update, delete on objects.upload_part to strongroom_put_object;
grant select, insert on objects.upload_origin to strongroom_put_object;
-- It remembers what it completed, and forgets it again.
grant select, insert, update (completed_at), delete on objects.completed_upload to strongroom_put_object;

grant select on objects.bucket, objects.object_version to strongroom_get_object;

grant select, update (created_at) on objects.bucket to strongroom_copy_object;
grant select, insert, update on objects.object_version, objects.blob to strongroom_copy_object;
grant select, update (initiated_at) on objects.upload to strongroom_copy_object;
grant select, insert, update on objects.upload_part to strongroom_copy_object;

-- Who writes a version or a marker gives it its place.
grant usage on sequence objects.version_place to strongroom_put_object, strongroom_copy_object, strongroom_manage_bucket;

-- generate-data-key stores nothing, and reads who sends requests.

-- It creates and deletes, sets what belongs to a bucket, and what may be set of a version later: tags, locks and
-- how long it is restored. Of
-- object_version it inserts delete markers and nothing else: they are all that has none of the other columns.
grant select, insert, delete,
      update (created_at, settings, versioning, object_lock, lock_mode, lock_days, lock_years)
  on objects.bucket to strongroom_manage_bucket;
grant select, delete, update (is_latest, tags, lock_mode, lock_until, legal_hold, restored_until),
      insert (bucket, key, version_id, is_latest, place, last_modified, delete_marker)
  on objects.object_version to strongroom_manage_bucket;
grant select, insert, delete, update on objects.blob to strongroom_manage_bucket;
-- Of what is to be done by one process it takes its turns, and it waits while somebody holds blobs that go.
grant select, insert, update on objects.turn to strongroom_manage_bucket;
grant select on objects.collection_hold to strongroom_manage_bucket;
grant select, delete, update (initiated_at) on objects.upload to strongroom_manage_bucket;
grant select, delete on objects.upload_part to strongroom_manage_bucket;

-- Policies of buckets are read by whoever decides by them.
grant select on objects.bucket_policy to strongroom_put_object, strongroom_get_object, strongroom_copy_object,
  strongroom_manage_bucket;

-- It keeps accounts, users, keys and policies, and touches no object. Taking a lock on a member is an update of a
-- column that says nothing.
grant select on identity.denial to strongroom_manage_access;
grant insert on identity.account to strongroom_manage_access;
grant insert, delete,
      update (trust_policy, trust_principals, max_seconds, created_at, boundary_arn, tags, description, path, name)
  on identity.principal to strongroom_manage_access;
grant insert, delete on identity.membership, identity.attachment to strongroom_manage_access;
grant insert, delete, update (document, default_version, last_version, updated_at, tags)
  on identity.policy to strongroom_manage_access;
grant select, insert, delete on identity.policy_version to strongroom_manage_access;
grant select on identity.key_use, identity.request_head, identity.request_batch,
  identity.usage to strongroom_manage_access;
grant insert, delete, update (document) on identity.inline_policy to strongroom_manage_access;
grant insert on identity.sealing_key to strongroom_manage_access;
grant insert, delete, update (active) on identity.access_key to strongroom_manage_access;
grant select, update (policy_id, public_access_block) on objects.bucket to strongroom_manage_access;
grant select, insert, delete on objects.bucket_policy to strongroom_manage_access;
grant select, insert, delete on identity.oidc_provider to strongroom_manage_access;

-- It counts what lies under which key, wraps keys of versions anew, seals their data again, erases them, and writes
-- inventories, which are objects.
grant select on objects.bucket, objects.bucket_policy, objects.object_version, objects.blob_bytes, objects.upload,
  objects.upload_part, objects.completed_upload to strongroom_manage_jobs;
grant insert, update, delete on objects.object_version to strongroom_manage_jobs;
grant update (created_at) on objects.bucket to strongroom_manage_jobs;
grant usage on sequence objects.version_place to strongroom_manage_jobs;
grant select, insert, update on objects.blob to strongroom_manage_jobs;
grant insert on objects.blob_bytes to strongroom_manage_jobs;
grant delete on objects.completed_upload to strongroom_manage_jobs;
-- It signs what jobs did, and chains that to the records of requests.
grant select, insert on objects.report_signer to strongroom_manage_jobs;
grant insert on identity.sealing_key to strongroom_manage_jobs;
grant select on identity.request_head to strongroom_manage_jobs;
grant select (last, hash) on identity.request_batch to strongroom_manage_jobs;
-- It makes the copies that rules of buckets ask for, and takes what is to be copied or told from where it is noted. What
-- notes it has its own rights: whoever changes an object needs none.
grant select, insert, update, delete on objects.outbox to strongroom_manage_jobs;
grant select, insert, update on objects.job, objects.job_cut, objects.job_slice, objects.job_count, objects.job_finding
  to strongroom_manage_jobs;
grant select, insert, update on objects.job_schedule to strongroom_manage_jobs;
grant select, insert, delete on objects.job_listing, objects.job_object to strongroom_manage_jobs;
