-- Keys, their material (wrapped under the root key, never in clear) and their names.
CREATE TABLE kms.kms_key (
  arn                  text COLLATE "C" PRIMARY KEY,
  account_id           text COLLATE "C" NOT NULL,
  region               text COLLATE "C" NOT NULL,
  key_id               text COLLATE "C" NOT NULL,
  key_spec             text NOT NULL,
  key_usage            text NOT NULL,
  origin               text NOT NULL,
  manager              text NOT NULL,
  multi_region         boolean NOT NULL,
  state                text NOT NULL,
  created_at           timestamptz NOT NULL,
  deletion_date        timestamptz,
  pending_window_days  integer,
  description          text NOT NULL,
  current_material_id  text COLLATE "C",
  policy               text,
  rotation_period_days integer,
  next_rotation        timestamptz,
  UNIQUE (account_id, region, key_id)
);
CREATE INDEX kms_key_due_deletion ON kms.kms_key (deletion_date) WHERE deletion_date IS NOT NULL;
CREATE INDEX kms_key_due_rotation ON kms.kms_key (next_rotation) WHERE next_rotation IS NOT NULL;

CREATE TABLE kms.key_material (
  material_id   text COLLATE "C" NOT NULL,
  key_arn       text COLLATE "C" NOT NULL REFERENCES kms.kms_key ON DELETE CASCADE,
  region        text COLLATE "C" NOT NULL,
  wrapped       bytea NOT NULL,
  created_at    timestamptz NOT NULL,
  rotation_type text,
  PRIMARY KEY (material_id, region)
);
CREATE INDEX key_material_key ON kms.key_material (key_arn, created_at);

CREATE TABLE kms.key_alias (
  arn        text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL,
  region     text COLLATE "C" NOT NULL,
  name       text COLLATE "C" NOT NULL,
  target_arn text COLLATE "C" NOT NULL REFERENCES kms.kms_key ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX key_alias_scope ON kms.key_alias (account_id, region, name);
CREATE INDEX key_alias_target ON kms.key_alias (target_arn);

CREATE TABLE kms.key_tag (
  key_arn   text COLLATE "C" NOT NULL REFERENCES kms.kms_key ON DELETE CASCADE,
  tag_key   text COLLATE "C" NOT NULL,
  tag_value text NOT NULL,
  PRIMARY KEY (key_arn, tag_key)
);

-- One row: proves that the root key in use is the one that wrapped the material above.
CREATE TABLE kms.root_key_check (
  id      integer PRIMARY KEY CHECK (id = 1),
  wrapped bytea NOT NULL
);
