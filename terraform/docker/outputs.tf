output "containers" {
  description = "Container of every function."
  value       = { for name, container in docker_container.function : name => container.name }
}
