-- Grants: permission for one principal to use one key.
CREATE TABLE kms.key_grant (
  id                 text COLLATE "C" PRIMARY KEY,
  key_arn            text COLLATE "C" NOT NULL REFERENCES kms.kms_key ON DELETE CASCADE,
  region             text COLLATE "C" NOT NULL,
  name               text COLLATE "C",
  grantee            text COLLATE "C" NOT NULL,
  retiring_principal text COLLATE "C",
  issuing_account    text COLLATE "C" NOT NULL,
  operations         text NOT NULL,
  constraint_kind    text,
  constraint_pairs   text,
  created_at         timestamptz NOT NULL
);
CREATE INDEX key_grant_grantee ON kms.key_grant (key_arn, grantee);
CREATE INDEX key_grant_retiring ON kms.key_grant (retiring_principal, region, id);
