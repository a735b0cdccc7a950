variable "mount" {
  description = "Path of the transit engine."
  type        = string
  default     = "strongroom"
}

variable "name" {
  description = "Name of the service key, and beginning of the policies' names."
  type        = string
  default     = "strongroom"
}

variable "user_keys" {
  description = "Names of the keys that users may name for SSE-KMS, beside the service key."
  type        = list(string)
  default     = []
}

variable "uploads_in_parts" {
  description = "Whether put-object may decrypt, which uploads in parts need."
  type        = bool
  default     = true
}
