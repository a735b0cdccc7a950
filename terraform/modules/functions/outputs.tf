output "manifests" {
  description = "A Knative Service for every function, by name, as objects."
  value       = local.manifests
}

output "environment" {
  description = "What every function reads from its environment; nothing secret."
  value       = local.environment
}

output "router" {
  description = "Environment of HAProxy with deploy/router/haproxy.cfg and the backends for Knative."
  value = {
    STRONGROOM_DOMAINS        = join(" ", [for domain in var.base_domains : ".${domain}"])
    STRONGROOM_NAMESPACE      = var.namespace
    STRONGROOM_CLUSTER_DOMAIN = "cluster.local"
    STRONGROOM_ROUTER_HTTP    = ":8080"
    STRONGROOM_ROUTER_HTTPS   = ":8443"
    STRONGROOM_ROUTER_STATUS  = ":9000"
  }
}

output "names" {
  description = "The functions."
  value       = local.names
}

output "database_roles" {
  description = "Database role of every function, by name."
  value       = { for name, function in local.functions : name => function.database_role }
}

output "kms_policies" {
  description = "What every function may ask of the KMS, by name, as IAM policy documents: copies of deploy/kms/boundaries, compared by a test."
  value       = { for name in local.names : name => jsondecode(file("${path.module}/boundaries/${name}.json")) }
}

output "revisions" {
  description = "Name of the revision that each manifest makes: made from what is in it, so that one can wait for this very revision."
  value       = local.revisions
}
