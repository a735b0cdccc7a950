# Keys in Huawei Cloud DEW. Its policies know no condition on the encryption context, so put-object either may decrypt (and
# takes uploads in parts) or may not (and takes objects in one piece): see docs/decisions/0007.
terraform {
  required_version = ">= 1.9"
  required_providers {
    huaweicloud = {
      source  = "huaweicloud/huaweicloud"
      version = ">= 1.70, < 2.0"
    }
  }
}

locals {
  actions = {
    put-object        = concat(["kms:dek:create"], var.uploads_in_parts ? ["kms:dek:decrypt"] : [])
    get-object        = ["kms:dek:decrypt"]
    copy-object       = ["kms:dek:create", "kms:dek:decrypt"]
    generate-data-key = ["kms:dek:create", "kms:dek:decrypt"]
  }
}

resource "huaweicloud_kms_key" "service" {
  key_alias        = var.name
  key_algorithm    = var.key_algorithm
  key_usage        = "ENCRYPT_DECRYPT"
  pending_days     = "30"
  rotation_enabled = true

  lifecycle {
    # Whoever deletes this key deletes every object under it.
    prevent_destroy = true
  }
}

resource "huaweicloud_identity_role" "function" {
  for_each = local.actions

  name        = "${var.name}-${each.key}-kms"
  description = "KMS rights of Strongroom's function ${each.key}"
  type        = "XA"
  policy = jsonencode({
    Version = "1.1"
    Statement = [{
      Effect   = "Allow"
      Action   = each.value
      Resource = [for id in concat([huaweicloud_kms_key.service.id], var.user_key_ids) : "KMS:*:*:KeyId:${id}"]
    }]
  })
}
