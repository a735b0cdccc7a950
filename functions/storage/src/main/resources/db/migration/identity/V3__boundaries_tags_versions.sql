-- What identities have beside names and policies: boundaries, tags, versions of policies, sessions that are more than a name.

alter table identity.principal
  -- ARN of the policy that says what it may do at most.
  add column boundary_arn text collate "C",
  add column tags jsonb not null default '{}',
  -- Of roles.
  add column description text,
  -- Of roles: ids of those whom the trust policy named when it was set, by name. Null: they go by names.
  add column trust_principals jsonb;

alter table identity.policy
  add column tags jsonb not null default '{}',
  add column description text,
  -- The version whose document is in this row.
  add column default_version integer not null default 1,
  -- Numbers are not given twice.
  add column last_version integer not null default 1;

create table identity.policy_version (
  arn         text collate "C" not null references identity.policy (arn) on delete cascade,
  version     integer not null,
  document    text not null,
  created_at  timestamptz not null,
  primary key (arn, version)
);
insert into identity.policy_version (arn, version, document, created_at)
  select arn, 1, document, created_at from identity.policy;

alter table identity.access_key
  -- ARNs of policies that a session is limited to beside its own policy.
  add column session_policy_arns text[],
  add column session_tags jsonb,
  -- Keys of those tags that sessions begun from this one have too.
  add column transitive_tags text[],
  add column source_identity text,
  -- Who vouched for the session's subject.
  add column provider text;

-- When a key was last used. Beside the key's row: a use is no change that processes have to hear of.
create table identity.key_use (
  key_id   text collate "C" primary key references identity.access_key (id) on delete cascade,
  used_at  timestamptz not null,
  service  text not null,
  region   text not null
);
