# A key in Vault's (or OpenBao's) transit engine, and a policy for each function. Transit has no condition on the context,
# so what put-object may do is as under Huawei's DEW.
terraform {
  required_version = ">= 1.9"
  required_providers {
    vault = {
      source  = "hashicorp/vault"
      version = ">= 4.4, < 6.0"
    }
  }
}

locals {
  paths = {
    put-object        = concat(["datakey/plaintext"], var.uploads_in_parts ? ["decrypt"] : [])
    get-object        = ["decrypt"]
    copy-object       = ["datakey/plaintext", "decrypt", "rewrap"]
    generate-data-key = ["datakey/plaintext", "datakey/wrapped", "decrypt"]
  }
}

resource "vault_mount" "transit" {
  path        = var.mount
  type        = "transit"
  description = "Strongroom's keys"

  lifecycle {
    # With the mount go its keys, and with them every object.
    prevent_destroy = true
  }
}

resource "vault_transit_secret_backend_key" "service" {
  backend                = vault_mount.transit.path
  name                   = var.name
  type                   = "aes256-gcm96"
  derived                = true
  deletion_allowed       = false
  exportable             = false
  allow_plaintext_backup = false
  auto_rotate_period     = 31536000

  lifecycle {
    prevent_destroy = true
  }
}

resource "vault_policy" "function" {
  for_each = local.paths

  name = "${var.name}-${each.key}"
  policy = join("\n", flatten([for key in concat([var.name], var.user_keys) : [for path in each.value :
    "path \"${var.mount}/${path}/${key}\" { capabilities = [\"update\"] }"
  ]]))
}
