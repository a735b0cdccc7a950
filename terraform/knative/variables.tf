variable "images" {
  description = "Image of every function, by name, each pinned by digest."
  type        = map(string)
}

variable "namespace" {
  description = "Namespace that deploy/knative was applied to."
  type        = string
  default     = "strongroom"
}

variable "base_domains" {
  description = "Host names of the service; buckets appear as their sub-domains."
  type        = list(string)
}

variable "region" {
  description = "Region that signatures and ARNs name."
  type        = string
  default     = "us-east-1"
}

variable "database_url" {
  description = "PostgreSQL as postgresql://host:port/database, without user and password."
  type        = string
}

variable "service_key" {
  description = "KMS key behind SSE-S3 and objects that nobody asked to encrypt."
  type        = string
}

variable "kms_endpoint" {
  description = "Endpoint of a KMS that speaks AWS's protocol; null for AWS KMS of the region."
  type        = string
  default     = null
}

variable "timeout_seconds" {
  description = "How long one request may take."
  type        = number
  default     = 600
}
