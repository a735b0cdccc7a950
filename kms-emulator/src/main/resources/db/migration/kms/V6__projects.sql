-- The Huawei project in which a key was made. Keys of other origin have none, and are seen in every
-- project of their account.
CREATE TABLE kms.key_project (
  key_arn text COLLATE "C" PRIMARY KEY REFERENCES kms.kms_key ON DELETE CASCADE,
  project text COLLATE "C" NOT NULL
);
