# The functions as Knative Services, by server-side apply: no lookup of custom resources while planning. What is the same for
# every installation (router, policies, migrations) comes from deploy/knative by Kustomize.
terraform {
  required_version = ">= 1.9"
  required_providers {
    kubectl = {
      source  = "alekc/kubectl"
      version = ">= 2.1, < 3.0"
    }
  }
}

module "functions" {
  source          = "../modules/functions"
  images          = var.images
  namespace       = var.namespace
  base_domains    = var.base_domains
  region          = var.region
  database_url    = var.database_url
  service_key     = var.service_key
  kms_endpoint    = var.kms_endpoint
  timeout_seconds = var.timeout_seconds
}

resource "kubectl_manifest" "function" {
  for_each = module.functions.manifests

  yaml_body         = yamlencode(each.value)
  server_side_apply = true
  # Secrets are made by the operator, outside of Terraform: nothing of them is in its state.

  # Complete is an apply when this very revision serves, not when its manifest is stored: a condition alone could still be
  # that of the revision before.
  wait_for {
    condition {
      type   = "Ready"
      status = "True"
    }
    field {
      key   = "status.latestReadyRevisionName"
      value = module.functions.revisions[each.key]
    }
  }
  # For deletions.
  wait = true

  timeouts {
    create = "15m"
  }
}
