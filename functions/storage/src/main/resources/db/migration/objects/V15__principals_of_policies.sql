-- Whom a policy named when it was set, by their ids: a name that somebody else gets later does not inherit its rights.
-- Policies that were there before go by names, as they did.
alter table objects.bucket_policy
  add column principals jsonb,
  -- Whether it may keep the owner's root from the policy itself.
  add column binds_root boolean not null default false;
