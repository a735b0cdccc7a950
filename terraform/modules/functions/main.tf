locals {
  # The same list as the Java side's: generated from it, compared by a test.
  functions = { for function in jsondecode(file("${path.module}/functions.json")).functions : function.name => function }
  names     = keys(local.functions)

  environment = merge(
    {
      QUARKUS_DATASOURCE_REACTIVE_URL    = var.database_url
      STRONGROOM_REGION                  = var.region
      STRONGROOM_BASE_DOMAINS            = join(",", var.base_domains)
      STRONGROOM_BLOBS_DIRECTORY         = var.blobs_directory
      STRONGROOM_MOUNTED_SECRETS         = "true"
      STRONGROOM_KEY_SERVICE_SERVICE_KEY = var.service_key
      STRONGROOM_KEY_SERVICE_MANAGED_KEY = var.managed_key
      QUARKUS_SHUTDOWN_TIMEOUT           = "${var.timeout_seconds - 30}s"
      SMALLRYE_CONFIG_LOCATIONS          = "/etc/strongroom/secrets/application.properties"
      STRONGROOM_CREDENTIALS_FILE        = "/etc/strongroom/secrets/credentials.properties"
    },
    var.kms_endpoint == null ? {} : { STRONGROOM_KEY_SERVICE_ENDPOINT = var.kms_endpoint }
  )

  # A revision is named after what is in it. So nobody who waits for it takes the readiness of the one before for its own.
  revisions = { for name, template in local.templates : name => "${name}-${substr(sha256(jsonencode(template)), 0, 10)}" }

  manifests = { for name, template in local.templates : name => {
    apiVersion = "serving.knative.dev/v1"
    kind       = "Service"
    metadata = {
      name      = name
      namespace = var.namespace
      labels = {
        "app.kubernetes.io/name"            = name
        "app.kubernetes.io/part-of"         = "strongroom"
        "networking.knative.dev/visibility" = "cluster-local"
      }
    }
    spec = { template = merge(template, { metadata = merge(template.metadata, { name = local.revisions[name] }) }) }
  } }

  templates = { for name, function in local.functions : name => {
    metadata = {
      labels = {
        "app.kubernetes.io/name"    = name
        "app.kubernetes.io/part-of" = "strongroom"
      }
      annotations = merge(
        {
          "autoscaling.knative.dev/metric"    = "concurrency"
          "autoscaling.knative.dev/target"    = tostring(local.scale[name].target)
          "autoscaling.knative.dev/min-scale" = tostring(contains(["manage-bucket", "manage-jobs"], name) ? max(1, local.scale[name].min) : local.scale[name].min)
          "autoscaling.knative.dev/max-scale" = tostring(local.scale[name].max)
        },
        name == "get-object" ? {} : { "features.knative.dev/http-full-duplex" = "Enabled" },
        function.object_path ? {
          "autoscaling.knative.dev/scale-down-delay"      = "5m"
          "autoscaling.knative.dev/target-burst-capacity" = "0"
        } : {}
      )
    }
    spec = {
      serviceAccountName           = "strongroom-${name}"
      automountServiceAccountToken = false
      enableServiceLinks           = false
      containerConcurrency         = local.scale[name].hard
      timeoutSeconds               = var.timeout_seconds
      responseStartTimeoutSeconds  = var.timeout_seconds
      containers = [{
        name  = "function"
        image = var.images[name]
        ports = [{ name = "http1", containerPort = 8080 }]
        env   = [for key in sort(keys(local.environment)) : { name = key, value = local.environment[key] }]
        volumeMounts = [
          { name = "secrets", mountPath = "/etc/strongroom/secrets", readOnly = true },
          { name = "tmp", mountPath = "/tmp", readOnly = false },
          { name = "blobs", mountPath = dirname(var.blobs_directory), readOnly = name == "get-object" },
        ]
        resources = {
          requests = { cpu = function.object_path ? "250m" : "50m", memory = function.object_path ? "192Mi" : "128Mi" }
          limits   = { memory = function.object_path ? "512Mi" : "384Mi" }
        }
        readinessProbe = { httpGet = { path = "/q/health/ready", port = 9000 }, periodSeconds = 2, failureThreshold = 1 }
        # Knative moves it to the serving port, where no health is told: that the port is open is all that can be asked.
        livenessProbe = { tcpSocket = { port = 8080 }, periodSeconds = 10, failureThreshold = 3 }
        securityContext = {
          runAsNonRoot             = true
          runAsUser                = 65532
          runAsGroup               = 65532
          readOnlyRootFilesystem   = true
          allowPrivilegeEscalation = false
          capabilities             = { drop = ["ALL"] }
          seccompProfile           = { type = "RuntimeDefault" }
        }
      }]
      volumes = [
        { name = "secrets", secret = { secretName = "strongroom-${name}" } },
        { name = "tmp", emptyDir = { sizeLimit = "64Mi" } },
        # Who handles no objects has an empty folder, since every function looks for one.
        merge(
          { name = "blobs" },
          contains(local.without_objects, name) ? { emptyDir = {} } : {},
          contains(local.without_objects, name) ? {} : { persistentVolumeClaim = { claimName = "strongroom-blobs", readOnly = name == "get-object" } }
        ),
      ]
    }
  } }

  without_objects = ["generate-data-key", "put-encryption-configuration", "manage-access"]

  scale = { for name, function in local.functions : name => function.object_path ? var.scale.object : var.scale.control }
}
