# One container per function on a Docker host; database, KMS and router as in compose.yaml, which is the simpler way where one
# machine is all there is.
terraform {
  required_version = ">= 1.9"
  required_providers {
    docker = {
      source  = "kreuzwerker/docker"
      version = ">= 3.0, < 4.0"
    }
  }
}

module "functions" {
  source          = "../modules/functions"
  images          = var.images
  base_domains    = var.base_domains
  region          = var.region
  database_url    = var.database_url
  service_key     = var.service_key
  kms_endpoint    = var.kms_endpoint
  blobs_directory = "/var/lib/strongroom/blobs"
}

resource "docker_container" "function" {
  for_each = toset(module.functions.names)

  name                  = "strongroom-${each.key}"
  image                 = var.images[each.key]
  user                  = var.user
  read_only             = true
  restart               = "unless-stopped"
  destroy_grace_seconds = 120
  env                   = [for key, value in merge(module.functions.environment, { QUARKUS_SHUTDOWN_TIMEOUT = "110s" }) : "${key}=${value}"]
  security_opts         = ["no-new-privileges:true"]

  capabilities {
    drop = ["ALL"]
  }
  networks_advanced {
    name    = var.network
    aliases = [each.key]
  }
  tmpfs = { "/tmp" = "size=64m" }

  # Files, not values: what they hold is in no state.
  mounts {
    type      = "bind"
    source    = "${var.data}/secrets/functions/${each.key}"
    target    = "/etc/strongroom/secrets"
    read_only = true
  }
  mounts {
    type      = "bind"
    source    = "${var.data}/blobs"
    target    = "/var/lib/strongroom/blobs"
    read_only = each.key == "get-object"
  }
}
