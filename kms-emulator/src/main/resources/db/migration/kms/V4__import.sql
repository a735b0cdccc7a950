-- Imported key material. Deleted or expired, its row stays with empty bytes: the sealed fingerprint
-- tells whether the same material comes again, which is the only one the key then takes.
ALTER TABLE kms.kms_key ADD COLUMN material_expires timestamptz;
ALTER TABLE kms.key_material ADD COLUMN import_fingerprint bytea;
ALTER TABLE kms.key_material ADD COLUMN import_description text;
ALTER TABLE kms.key_material ADD COLUMN expires_at timestamptz;
CREATE INDEX kms_key_due_expiry ON kms.kms_key (material_expires) WHERE material_expires IS NOT NULL;
