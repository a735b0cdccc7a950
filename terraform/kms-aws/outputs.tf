output "service_key_id" {
  description = "Id of the service key, for STRONGROOM_KEY_SERVICE_SERVICE_KEY."
  value       = aws_kms_key.service.key_id
}

output "policy_arns" {
  description = "KMS policy of each function that has one."
  value       = { for name, policy in aws_iam_policy.function : name => policy.arn }
}
