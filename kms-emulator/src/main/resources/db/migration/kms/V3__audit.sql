-- One record for every call, refusals too, chained: hash = SHA-256(previous hash, seq, record).
CREATE TABLE kms.audit_record (
  seq        bigint PRIMARY KEY,
  event_time timestamptz NOT NULL,
  event_name text NOT NULL,
  principal  text COLLATE "C" NOT NULL,
  key_arn    text COLLATE "C",
  succeeded  boolean NOT NULL,
  record     text NOT NULL,
  hash       bytea NOT NULL
);
CREATE INDEX audit_record_key ON kms.audit_record (key_arn, seq) WHERE key_arn IS NOT NULL;
CREATE INDEX audit_record_principal ON kms.audit_record (principal, seq);
CREATE INDEX audit_record_time ON kms.audit_record (event_time);

-- The end of the chain; its row lock puts the writers of several processes in order.
CREATE TABLE kms.audit_head (
  id   integer PRIMARY KEY CHECK (id = 1),
  seq  bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO kms.audit_head VALUES (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
