-- Multi-region keys that have replicas: which region's key is the primary one. The keys themselves
-- share their id; each holds the material, wrapped for itself.
CREATE TABLE kms.key_family (
  account_id     text COLLATE "C" NOT NULL,
  key_id         text COLLATE "C" NOT NULL,
  primary_region text COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, key_id)
);
CREATE INDEX kms_key_family ON kms.kms_key (account_id, key_id) WHERE multi_region;
