variable "name" {
  description = "Name of the service key's alias, and beginning of the policies' names."
  type        = string
  default     = "strongroom"
}

variable "region" {
  description = "Region of the keys."
  type        = string
}

variable "user_key_arns" {
  description = "ARNs of the keys that users may name for SSE-KMS, beside the service key."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.user_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", arn))])
    error_message = "Each must be the ARN of a key, not of an alias: policies do not follow aliases."
  }
}

variable "function_roles" {
  description = "IAM role of each function's service account, by function, where the policies are to be attached."
  type        = map(string)
  default     = {}
}

variable "images" {
  description = "As in modules/functions."
  type        = map(string)
}

variable "base_domains" {
  description = "As in modules/functions."
  type        = list(string)
}

variable "database_url" {
  description = "As in modules/functions."
  type        = string
}
