-- Who there is and what they may do. Secrets of access keys are sealed under keys that a KMS keeps wrapped.

-- Every change of anything here gives another revision: what processes remember is as old as its revision.
create table identity.state (
  one       boolean primary key default true check (one),
  revision  bigint not null
);
insert into identity.state (revision) values (1);

create function identity.changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.state set revision = revision + 1;
  notify strongroom_identity;
  return null;
end
$$;

-- An account, in both spellings: 12 digits, and the id of a Huawei domain.
create table identity.account (
  id          text collate "C" primary key check (id ~ '^[0-9]{12}$'),
  name        text not null unique,
  domain_id   text collate "C" not null unique,
  created_at  timestamptz not null
);

-- Users, groups, roles, and the root of each account that has keys here.
create table identity.principal (
  id            text collate "C" primary key,
  account       text collate "C" not null references identity.account (id),
  kind          text not null check (kind in ('ROOT', 'USER', 'GROUP', 'ROLE')),
  path          text not null default '/',
  name          text not null,
  created_at    timestamptz not null,
  -- Of roles.
  trust_policy  text,
  max_seconds   integer
);
-- AWS: names differ by more than case.
create unique index principal_name on identity.principal (account, kind, lower(name));

create table identity.membership (
  user_id   text collate "C" not null references identity.principal (id),
  group_id  text collate "C" not null references identity.principal (id),
  primary key (user_id, group_id)
);

create table identity.policy (
  arn         text collate "C" primary key,
  id          text collate "C" not null unique,
  account     text collate "C" not null references identity.account (id),
  path        text not null default '/',
  name        text not null,
  document    text not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create unique index policy_name on identity.policy (account, lower(name));

create table identity.inline_policy (
  principal_id  text collate "C" not null references identity.principal (id),
  name          text not null,
  document      text not null,
  primary key (principal_id, name)
);

-- Policies of this build have ARNs of the account aws, and no row.
create table identity.attachment (
  principal_id  text collate "C" not null references identity.principal (id),
  policy_arn    text collate "C" not null,
  primary key (principal_id, policy_arn)
);
create index attachment_by_policy on identity.attachment (policy_arn);

-- Keys under which secrets are sealed, wrapped by a KMS.
create table identity.sealing_key (
  id          uuid primary key,
  kms_key_id  text not null,
  wrapped     bytea not null,
  created_at  timestamptz not null
);

-- Access keys that stay, and those of sessions, which end.
create table identity.access_key (
  id              text collate "C" primary key,
  principal_id    text collate "C" not null references identity.principal (id),
  sealing_key     uuid not null references identity.sealing_key (id),
  secret          bytea not null,
  active          boolean not null default true,
  created_at      timestamptz not null,
  -- Of sessions: the hash of their token, and what they are limited to.
  token_hash      bytea,
  expires_at      timestamptz,
  session_name    text,
  session_policy  text,
  check ((token_hash is null) = (expires_at is null))
);
create index access_key_by_principal on identity.access_key (principal_id);
create index access_key_by_end on identity.access_key (expires_at) where expires_at is not null;

-- Why requests were refused, the newest few.
create table identity.denial (
  request_id  text collate "C" primary key,
  account     text not null,
  at          timestamptz not null,
  reason      text not null
);
create index denial_by_time on identity.denial (at);

-- Whoever notes refusals needs no right to read or remove them: their number is kept within bounds here.
create function identity.note_denials(request_ids text[], accounts text[], reasons text[])
  returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into identity.denial (request_id, account, at, reason)
  select r, a, now(), t from unnest(request_ids, accounts, reasons) as x (r, a, t)
  on conflict do nothing;
  if random() < 0.02 then
    delete from identity.denial where at < (
      select at from identity.denial order by at desc offset 20000 limit 1);
  end if;
end
$$;
revoke execute on function identity.note_denials(text[], text[], text[]) from public;

-- What is new is in nobody's memory yet.
create trigger account_changed after update or delete on identity.account
  for each statement execute function identity.changed();
create trigger principal_changed after update or delete on identity.principal
  for each statement execute function identity.changed();
create trigger membership_changed after insert or update or delete on identity.membership
  for each statement execute function identity.changed();
create trigger policy_changed after update or delete on identity.policy
  for each statement execute function identity.changed();
create trigger inline_policy_changed after insert or update or delete on identity.inline_policy
  for each statement execute function identity.changed();
create trigger attachment_changed after insert or update or delete on identity.attachment
  for each statement execute function identity.changed();
create trigger access_key_changed after update or delete on identity.access_key
  for each statement execute function identity.changed();
