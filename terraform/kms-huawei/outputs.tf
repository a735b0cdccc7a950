output "service_key_id" {
  description = "Id of the service key, for STRONGROOM_KEY_SERVICE_SERVICE_KEY."
  value       = huaweicloud_kms_key.service.id
}
