output "service_key_name" {
  description = "Name of the service key, for STRONGROOM_KEY_SERVICE_SERVICE_KEY."
  value       = vault_transit_secret_backend_key.service.name
}

output "policies" {
  description = "Policy of each function that may use keys."
  value       = { for name, policy in vault_policy.function : name => policy.name }
}
