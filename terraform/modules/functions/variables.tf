variable "images" {
  description = "Image of every function, by name, each pinned by digest: registry/path@sha256:..."
  type        = map(string)

  validation {
    condition     = alltrue([for image in values(var.images) : can(regex("^[^@\\s]+@sha256:[0-9a-f]{64}$", image))])
    error_message = "Every image must be pinned by digest (name@sha256:64 hexadecimal digits): a tag may be another program tomorrow."
  }

  validation {
    condition     = length(setsubtract(local.names, keys(var.images))) == 0 && length(setsubtract(keys(var.images), local.names)) == 0
    error_message = "Exactly the functions of functions.json need an image."
  }
}

variable "namespace" {
  description = "Kubernetes namespace, and part of the names functions call each other by."
  type        = string
  default     = "strongroom"

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.namespace))
    error_message = "A namespace is a DNS label of at most 63 characters."
  }
}

variable "base_domains" {
  description = "Host names of the service; buckets appear as their sub-domains. No leading dot, no port."
  type        = list(string)

  validation {
    condition     = length(var.base_domains) > 0 && alltrue([for domain in var.base_domains : can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", domain))])
    error_message = "Give at least one base domain, in lower case, without a dot in front and without a port."
  }
}

variable "region" {
  description = "Region that signatures and ARNs name."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z0-9-]{1,64}$", var.region))
    error_message = "A region is lower-case letters, digits and hyphens."
  }
}

variable "database_url" {
  description = "PostgreSQL as postgresql://host:port/database, without user and password: each function has a role of its own, in its secret."
  type        = string

  validation {
    condition     = can(regex("^postgresql://[^@/\\s]+(:[0-9]+)?/[^\\s]+$", var.database_url))
    error_message = "The URL must have the form postgresql://host:port/database and name neither user nor password."
  }
}

variable "blobs_directory" {
  description = "Folder of the sealed objects, on storage that all functions share."
  type        = string
  default     = "/var/lib/strongroom/blobs"

  validation {
    condition     = startswith(var.blobs_directory, "/")
    error_message = "The folder must be an absolute path."
  }
}

variable "service_key" {
  description = "KMS key behind SSE-S3 and objects that nobody asked to encrypt: id, ARN or alias. alias/aws/ is AWS's own on AWS."
  type        = string

  validation {
    condition     = length(var.service_key) > 0
    error_message = "A service key is needed: every object is sealed."
  }
}

variable "managed_key" {
  description = "KMS key for SSE-KMS without a key id."
  type        = string
  default     = "alias/aws/s3"
}

variable "kms_endpoint" {
  description = "Endpoint of a KMS that speaks AWS's protocol; null for AWS KMS of the region."
  type        = string
  default     = null

  validation {
    condition     = var.kms_endpoint == null || can(regex("^https?://", coalesce(var.kms_endpoint, "-")))
    error_message = "The endpoint is an http or https URL."
  }
}

variable "timeout_seconds" {
  description = "How long one request may take. Above 600 the operator of Knative has to raise max-revision-timeout-seconds first."
  type        = number
  default     = 600

  validation {
    condition     = var.timeout_seconds >= 600 && var.timeout_seconds <= 86400
    error_message = "Between 600 and 86400 seconds: less cuts uploads that S3 allows."
  }
}

variable "scale" {
  description = "Bounds and limits by kind of function: object (bodies of any length) and control. min of manage-bucket and manage-jobs is always at least 1, since they remove the bytes of deleted objects and do the work of jobs."
  type = object({
    object  = optional(object({ min = optional(number, 1), max = optional(number, 20), target = optional(number, 20), hard = optional(number, 40) }), {})
    control = optional(object({ min = optional(number, 0), max = optional(number, 5), target = optional(number, 60), hard = optional(number, 80) }), {})
  })
  default = {}

  validation {
    condition     = alltrue([for kind in [var.scale.object, var.scale.control] : kind.min >= 0 && kind.max >= max(kind.min, 1) && kind.target >= 1 && kind.hard >= kind.target])
    error_message = "0 <= min <= max, max >= 1, and the hard limit of concurrency is at least the target."
  }
}
