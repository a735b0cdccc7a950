variable "name" {
  description = "Alias of the service key, and beginning of the roles' names."
  type        = string
  default     = "strongroom"
}

variable "key_algorithm" {
  description = "AES_256, or SM4 in regions that have it."
  type        = string
  default     = "AES_256"

  validation {
    condition     = contains(["AES_256", "SM4"], var.key_algorithm)
    error_message = "AES_256 or SM4."
  }
}

variable "user_key_ids" {
  description = "Ids of the keys that users may name for SSE-KMS, beside the service key."
  type        = list(string)
  default     = []
}

variable "uploads_in_parts" {
  description = "Whether put-object may decrypt, which uploads in parts need."
  type        = bool
  default     = true
}
