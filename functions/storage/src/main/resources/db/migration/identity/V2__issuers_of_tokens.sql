-- Issuers whose tokens an account takes for the word of their subjects.
create table identity.oidc_provider (
  arn         text collate "C" primary key,
  account     text collate "C" not null references identity.account (id),
  url         text not null,
  client_ids  text[] not null,
  created_at  timestamptz not null
);
create index oidc_provider_by_account on identity.oidc_provider (account);
