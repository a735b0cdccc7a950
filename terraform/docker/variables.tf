variable "images" {
  description = "Image of every function, by name, each pinned by digest."
  type        = map(string)
}

variable "data" {
  description = "Folder on the Docker host that `strongroom prepare` made: secrets and blobs."
  type        = string

  validation {
    condition     = startswith(var.data, "/")
    error_message = "An absolute path on the Docker host."
  }
}

variable "user" {
  description = "uid:gid that owns the data folder; the containers run as it."
  type        = string
  default     = "65532:65532"
}

variable "network" {
  description = "Docker network in which router, database and KMS are."
  type        = string
}

variable "base_domains" {
  description = "Host names of the service; buckets appear as their sub-domains."
  type        = list(string)
  default     = ["localhost", "s3.localhost", "obs.localhost", "strongroom.local"]
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
  default     = "alias/aws/strongroom"
}

variable "kms_endpoint" {
  description = "Endpoint of a KMS that speaks AWS's protocol; null for AWS KMS of the region."
  type        = string
  default     = null
}
