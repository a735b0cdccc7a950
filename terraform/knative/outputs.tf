output "router" {
  description = "Environment of the router."
  value       = module.functions.router
}
