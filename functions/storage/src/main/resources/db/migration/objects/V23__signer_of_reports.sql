-- The key that reports of jobs are signed with. Its private half is sealed, as secrets of access keys are.
create table objects.report_signer (
  one          boolean primary key default true check (one),
  public_key   bytea not null,
  sealing_key  uuid not null,
  private_key  bytea not null,
  created_at   timestamptz not null default now()
);
