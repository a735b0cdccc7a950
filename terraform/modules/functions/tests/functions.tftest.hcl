# Needs no provider, no network and no state: terraform init && terraform test

variables {
  images = { for name in ["put-encryption-configuration", "put-object", "get-object", "copy-object", "generate-data-key", "manage-bucket", "manage-access", "manage-jobs"] :
    name => "registry.example.com/strongroom/${name}@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
  base_domains = ["s3.example.com", "obs.example.com"]
  database_url = "postgresql://postgres.example.com:5432/strongroom"
  service_key  = "alias/strongroom"
}

run "every_function_has_a_manifest" {
  command = plan

  assert {
    condition     = length(output.manifests) == 8 && toset(keys(output.manifests)) == toset(keys(var.images))
    error_message = "a manifest for each function and no other"
  }
  assert {
    condition     = alltrue([for m in values(output.manifests) : m.spec.template.spec.timeoutSeconds == 600 && m.spec.template.spec.responseStartTimeoutSeconds == 600])
    error_message = "both time-outs on every function"
  }
  assert {
    condition     = alltrue([for name, m in output.manifests : lookup(m.spec.template.metadata.annotations, "features.knative.dev/http-full-duplex", "") == "Enabled" if name != "get-object"])
    error_message = "full duplex where bodies are taken"
  }
  assert {
    condition     = alltrue([for m in values(output.manifests) : m.spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem && m.spec.template.spec.containers[0].securityContext.runAsNonRoot])
    error_message = "no root, no writable root"
  }
  assert {
    condition     = alltrue([for m in values(output.manifests) : m.metadata.labels["networking.knative.dev/visibility"] == "cluster-local"])
    error_message = "clients come through the router"
  }
}

run "probes_ask_what_knative_leaves_of_them" {
  command = plan

  assert {
    condition     = alltrue([for m in values(output.manifests) : m.spec.template.spec.containers[0].livenessProbe == { tcpSocket = { port = 8080 }, periodSeconds = 10, failureThreshold = 3 }])
    error_message = "a liveness probe is moved to the serving port, where no health is told"
  }
  assert {
    condition     = alltrue([for m in values(output.manifests) : m.spec.template.spec.containers[0].readinessProbe.httpGet == { path = "/q/health/ready", port = 9000 }])
    error_message = "readiness is asked at the management port"
  }
}

run "revision_is_named_after_its_content" {
  command = plan

  assert {
    condition     = alltrue([for name, m in output.manifests : m.spec.template.metadata.name == output.revisions[name] && startswith(output.revisions[name], "${name}-") && length(output.revisions[name]) <= 63])
    error_message = "what is waited for is what is made, with a name that Knative takes"
  }
}

run "other_content_is_another_revision" {
  command = plan
  variables {
    region = "eu-central-1"
  }

  assert {
    condition     = alltrue([for name, revision in output.revisions : revision != run.revision_is_named_after_its_content.revisions[name]])
    error_message = "the revision before must not pass for this one"
  }
}

run "object_path_is_never_at_zero_nor_behind_the_activator" {
  command = plan

  assert {
    condition     = alltrue([for name in ["put-object", "get-object", "copy-object"] : output.manifests[name].spec.template.metadata.annotations["autoscaling.knative.dev/min-scale"] == "1" && output.manifests[name].spec.template.metadata.annotations["autoscaling.knative.dev/target-burst-capacity"] == "0"])
    error_message = "min 1, no burst capacity"
  }
  assert {
    condition     = output.manifests["manage-bucket"].spec.template.metadata.annotations["autoscaling.knative.dev/min-scale"] == "1"
    error_message = "somebody has to remove the bytes of deleted objects"
  }
}

run "nothing_secret_in_the_environment" {
  command = plan

  assert {
    condition     = length([for key in keys(output.environment) : key if can(regex("PASSWORD|TOKEN$|SECRET$|SECRET_", key))]) == 0
    error_message = "secrets come as files"
  }
  assert {
    condition     = output.router["STRONGROOM_DOMAINS"] == ".s3.example.com .obs.example.com"
    error_message = "the router's domains are the functions'"
  }
}

run "who_writes_cannot_read" {
  command = plan

  assert {
    condition     = !contains(flatten([for s in output.kms_policies["put-object"].Statement : s.Action if !can(s.Condition)]), "kms:Decrypt")
    error_message = "put-object decrypts for open uploads only"
  }
  assert {
    condition     = flatten([for s in output.kms_policies["get-object"].Statement : s.Action]) == ["kms:Decrypt"]
    error_message = "get-object decrypts and makes no keys"
  }
}

run "long_transfers" {
  command = plan
  variables {
    timeout_seconds = 7200
  }
  assert {
    condition     = output.manifests["put-object"].spec.template.spec.responseStartTimeoutSeconds == 7200 && output.environment["QUARKUS_SHUTDOWN_TIMEOUT"] == "7170s"
    error_message = "the grace period follows"
  }
}

run "tag_is_refused" {
  command = plan
  variables {
    images = { for name in ["put-encryption-configuration", "put-object", "get-object", "copy-object", "generate-data-key", "manage-bucket", "manage-access", "manage-jobs"] : name => "registry.example.com/strongroom/${name}:latest" }
  }
  expect_failures = [var.images]
}

run "missing_function_is_refused" {
  command = plan
  variables {
    images = { put-object = "registry.example.com/put-object@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  }
  expect_failures = [var.images]
}

run "password_in_the_url_is_refused" {
  command = plan
  variables {
    database_url = "postgresql://user:password@postgres.example.com/strongroom"
  }
  expect_failures = [var.database_url]
}

run "short_timeout_is_refused" {
  command = plan
  variables {
    timeout_seconds = 60
  }
  expect_failures = [var.timeout_seconds]
}

run "dotted_domain_is_refused" {
  command = plan
  variables {
    base_domains = [".s3.example.com"]
  }
  expect_failures = [var.base_domains]
}

run "hard_limit_below_target_is_refused" {
  command = plan
  variables {
    scale = { object = { target = 50, hard = 40 } }
  }
  expect_failures = [var.scale]
}
