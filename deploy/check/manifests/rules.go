package manifests

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
)

const (
	servingPort    = 8080
	managementPort = 9000
	user           = 65532
	// What queue-proxy lets pass before it stops taking requests; only then does the function hear SIGTERM.
	drain = 30 * time.Second
)

var (
	pinned     = regexp.MustCompile(`^[^@:\s]+(:\d+/[^@:\s]+)?@sha256:[0-9a-f]{64}$`)
	secretName = regexp.MustCompile(`PASSWORD|SECRET|TOKEN|ACCESS_KEY`)
	queuePorts = []int32{8012, 8013, 8022, 8112, 9090, 9091}
	// Who takes no body is not cut short by an early answer.
	takesNoBody = "get-object"
)

// Settings are the data of ConfigMaps by name.
type Settings map[string]map[string]string

// Rules names what a Deployment that Knative made of a function has wrong. Whatever is not about Knative is not looked at.
func Rules(made *apps.Deployment, settings Settings) []string {
	r := &rules{name: made.Labels["serving.knative.dev/service"], settings: settings}
	pod := made.Spec.Template.Spec
	function, queue := container(pod, "function"), container(pod, "queue-proxy")
	if function == nil || queue == nil || len(pod.Containers) != 2 {
		return []string{"not one container function beside queue-proxy"}
	}
	r.pod(pod)
	r.labels(made)
	r.probes(function, queue)
	r.container(function)
	r.volumes(pod, function)
	r.limits(made, queue)
	r.stopping(pod, function)
	return r.broken
}

type rules struct {
	name     string
	settings Settings
	broken   []string
}

func (r *rules) require(holds bool, format string, arguments ...any) {
	if !holds {
		r.broken = append(r.broken, fmt.Sprintf(format, arguments...))
	}
}

func container(pod core.PodSpec, name string) *core.Container {
	for i := range pod.Containers {
		if pod.Containers[i].Name == name {
			return &pod.Containers[i]
		}
	}
	return nil
}

func (r *rules) pod(pod core.PodSpec) {
	r.require(pod.ServiceAccountName == "strongroom-"+r.name, "service account %s", pod.ServiceAccountName)
	r.require(isFalse(pod.AutomountServiceAccountToken), "a token of the cluster is mounted")
	r.require(isFalse(pod.EnableServiceLinks), "environment of other services")
	r.require(!pod.HostNetwork && !pod.HostPID && !pod.HostIPC, "namespaces of the host")
}

func (r *rules) labels(made *apps.Deployment) {
	labels := made.Spec.Template.Labels
	r.require(labels["app.kubernetes.io/part-of"] == "strongroom", "label part-of, which the policies select by")
	r.require(labels["app.kubernetes.io/name"] == r.name, "label name")
	r.require(made.Labels["serving.knative.dev/service"] != "", "label of the service, which the policies select by")
}

// The kubelet asks what is left of the probes in the containers; queue-proxy asks the function what its environment says.
func (r *rules) probes(function, queue *core.Container) {
	live := function.LivenessProbe
	r.require(live != nil && live.HTTPGet == nil && live.TCPSocket != nil && live.TCPSocket.Port.IntValue() == servingPort,
		"liveness asks at the serving port for more than that it is open: answered 403, a restart")
	r.require(live != nil && live.PeriodSeconds*live.FailureThreshold >= 30, "liveness ends what only paused")
	r.require(function.ReadinessProbe == nil, "the kubelet asks for readiness beside queue-proxy")
	var ready core.Probe
	if err := json.Unmarshal([]byte(variable(queue, "SERVING_READINESS_PROBE")), &ready); err != nil || ready.HTTPGet == nil {
		r.require(false, "queue-proxy asks for no readiness over HTTP")
		return
	}
	r.require(ready.HTTPGet.Port.IntValue() == managementPort && ready.HTTPGet.Path == "/q/health/ready",
		"readiness at %s%s", ready.HTTPGet.Port.String(), ready.HTTPGet.Path)
	r.require(ready.FailureThreshold == 1 && ready.PeriodSeconds <= 2, "a function that stops is noticed late")
	r.require(ready.HTTPGet.Scheme == core.URISchemeHTTP && ready.HTTPGet.Host == "127.0.0.1", "readiness elsewhere")
}

func (r *rules) container(function *core.Container) {
	r.image(function)
	r.require(len(function.Ports) == 1 && function.Ports[0].ContainerPort == servingPort, "ports")
	r.require(variable(function, "PORT") == strconv.Itoa(servingPort), "PORT")
	r.require(!slices.Contains(queuePorts, managementPort), "the management port is queue-proxy's")
	r.security(function.SecurityContext)
}

// What is the same with and without Knative.
func (r *rules) image(function *core.Container) {
	r.require(pinned.MatchString(function.Image), "image %s has no digest", function.Image)
	r.require(strings.Contains(function.Image, "/"+r.name+"@"), "image %s of another function", function.Image)
	r.require(len(function.Command) == 0 && len(function.Args) == 0 && function.WorkingDir == "", "the image says what runs")
	r.require(!function.Resources.Limits.Memory().IsZero(), "no limit of memory")
	r.require(function.Resources.Limits.Cpu().IsZero(), "a limit of CPU, which throttles")
	r.require(!function.Resources.Requests.Memory().IsZero() && !function.Resources.Requests.Cpu().IsZero(), "no requests")
	r.require(function.Resources.Requests.Memory().Cmp(*function.Resources.Limits.Memory()) <= 0, "requests above limits")
	for _, each := range function.Env {
		r.require(!secretName.MatchString(each.Name) || each.Name == "STRONGROOM_MOUNTED_SECRETS" || each.Value == "",
			"%s is a value in a manifest", each.Name)
	}
	r.require(r.value(function, "SMALLRYE_CONFIG_LOCATIONS") == "/etc/strongroom/secrets/application.properties" &&
		r.value(function, "STRONGROOM_CREDENTIALS_FILE") == "/etc/strongroom/secrets/credentials.properties",
		"secrets are read where none are")
	r.require(r.value(function, "STRONGROOM_MOUNTED_SECRETS") == "true", "mounted secrets would be refused")
	r.require(strings.HasPrefix(r.value(function, "STRONGROOM_BLOBS_DIRECTORY"), "/var/lib/strongroom/"), "blobs elsewhere")
	r.require(strings.HasPrefix(r.value(function, "QUARKUS_DATASOURCE_REACTIVE_URL"), "postgresql://"), "no database")
}

func (r *rules) security(context *core.SecurityContext) {
	if context == nil || context.Capabilities == nil || context.SeccompProfile == nil {
		r.require(false, "no security context")
		return
	}
	r.require(isTrue(context.RunAsNonRoot) && is(context.RunAsUser, user) && is(context.RunAsGroup, user), "runs as another")
	r.require(isTrue(context.ReadOnlyRootFilesystem), "a root folder that can be written")
	r.require(isFalse(context.AllowPrivilegeEscalation) && !isTrue(context.Privileged), "privileges")
	r.require(slices.Equal(context.Capabilities.Drop, []core.Capability{"ALL"}) && len(context.Capabilities.Add) == 0, "capabilities")
	r.require(context.SeccompProfile.Type == core.SeccompProfileTypeRuntimeDefault, "seccomp")
}

func (r *rules) volumes(pod core.PodSpec, function *core.Container) {
	mounts := map[string]core.VolumeMount{}
	for _, mount := range function.VolumeMounts {
		mounts[mount.Name] = mount
	}
	expected := 3
	if r.inStore(function) && r.value(function, "STRONGROOM_BLOBS_S3_CREDENTIALS_FILE") == "" {
		expected = 2
	}
	r.require(len(mounts) == expected && len(pod.Volumes) == expected, "other volumes than secrets, tmp and blobs or store")
	r.store(function)
	for _, volume := range pod.Volumes {
		mount := mounts[volume.Name]
		switch volume.Name {
		case "secrets":
			r.require(volume.Secret != nil && volume.Secret.SecretName == "strongroom-"+r.name && !isTrue(volume.Secret.Optional),
				"secrets of another")
			r.require(mount.MountPath == "/etc/strongroom/secrets" && mount.ReadOnly, "mount of the secrets")
		case "tmp":
			r.require(volume.EmptyDir != nil && volume.EmptyDir.SizeLimit != nil, "tmp without a limit")
			r.require(mount.MountPath == "/tmp" && !mount.ReadOnly, "mount of tmp")
		case "blobs":
			r.require(mount.MountPath == "/var/lib/strongroom", "mount of the blobs")
			r.require(!r.inStore(function), "a folder of blobs beside the store")
			r.blobs(volume, mount)
		case "store":
			r.require(r.inStore(function), "a key to a store that is not used")
			r.require(volume.Secret != nil && volume.Secret.SecretName == "strongroom-store" && !isTrue(volume.Secret.Optional), "key to the store")
			r.require(mount.MountPath == "/etc/strongroom/store" && mount.ReadOnly, "mount of the key to the store")
		default:
			r.require(false, "volume %s", volume.Name)
		}
	}
}

// Who reads must not write; who handles no objects need not have them.
func (r *rules) blobs(volume core.Volume, mount core.VolumeMount) {
	if volume.EmptyDir != nil {
		r.require(slices.Contains(withoutObjects, r.name), "objects are lost with the pod")
		r.require(!mount.ReadOnly, "an empty folder that cannot be filled")
		return
	}
	r.require(volume.PersistentVolumeClaim != nil && volume.PersistentVolumeClaim.ClaimName == "strongroom-blobs", "claim")
	reads := r.name == "get-object"
	r.require(mount.ReadOnly == reads, "mount of the blobs: readOnly %v", mount.ReadOnly)
	r.require(volume.PersistentVolumeClaim == nil || volume.PersistentVolumeClaim.ReadOnly == reads, "claim of the blobs: readOnly")
}

func (r *rules) limits(made *apps.Deployment, queue *core.Container) {
	timeout := number(queue, "REVISION_TIMEOUT_SECONDS")
	r.require(timeout >= 600, "a request is cut after %d s", timeout)
	r.require(number(queue, "REVISION_RESPONSE_START_TIMEOUT_SECONDS") == timeout, "cut before the answer begins")
	r.require(number(queue, "REVISION_IDLE_TIMEOUT_SECONDS") == 0, "an idle time-out, which cuts uploads")
	hard := number(queue, "CONTAINER_CONCURRENCY")
	r.require(hard > 0, "no hard limit of concurrency")
	r.require((variable(queue, "ENABLE_HTTP_FULL_DUPLEX") == "true") == (r.name != takesNoBody), "full duplex")
	r.require(variable(queue, "USER_PORT") == strconv.Itoa(servingPort), "queue-proxy asks another port")
	r.scale(made.Spec.Template.Annotations, hard)
}

func (r *rules) scale(annotations map[string]string, hard int) {
	const prefix = "autoscaling.knative.dev/"
	of := func(key string) int {
		n, err := strconv.Atoi(annotations[prefix+key])
		r.require(err == nil, "annotation %s", key)
		return n
	}
	r.require(annotations[prefix+"metric"] == "concurrency", "scaled by another metric")
	lowest, target := of("min-scale"), of("target")
	r.require(of("max-scale") >= max(1, lowest), "max-scale")
	r.require(target > 0 && target <= hard, "target above the hard limit")
	r.require(lowest > 0 || !slices.Contains([]string{"put-object", "get-object", "copy-object", "manage-bucket", "manage-jobs"}, r.name),
		"scales to nothing")
	if slices.Contains([]string{"put-object", "get-object", "copy-object"}, r.name) {
		r.require(annotations[prefix+"target-burst-capacity"] == "0", "object bytes pass the activator")
		delay, err := time.ParseDuration(annotations[prefix+"scale-down-delay"])
		r.require(err == nil && delay >= time.Minute, "scales down at every lull")
	}
	for key := range annotations {
		r.require(strings.HasPrefix(key, prefix) && slices.Contains(knownScale, key[len(prefix):]) ||
			strings.HasPrefix(key, "features.knative.dev/http-full-duplex") || strings.HasPrefix(key, "serving.knative.dev/"),
			"annotation %s, which nobody reads", key)
	}
}

var knownScale = []string{"metric", "target", "min-scale", "max-scale", "scale-down-delay", "target-burst-capacity"}

// First queue-proxy drains, then the function hears SIGTERM and has its shutdown time-out, then comes SIGKILL.
func (r *rules) stopping(pod core.PodSpec, function *core.Container) {
	grace := pod.TerminationGracePeriodSeconds
	r.require(grace != nil && *grace >= 600, "grace period")
	stop, err := time.ParseDuration(r.value(function, "QUARKUS_SHUTDOWN_TIMEOUT"))
	r.require(err == nil, "QUARKUS_SHUTDOWN_TIMEOUT %q", r.value(function, "QUARKUS_SHUTDOWN_TIMEOUT"))
	if grace != nil {
		limit := time.Duration(*grace)*time.Second - drain
		r.require(stop <= limit, "killed while requests may end: %s after a drain, within %d s", stop, *grace)
		r.require(stop >= limit-drain, "requests that Knative allows are cut when it stops: %s of %s", stop, limit)
	}
	r.require(function.Lifecycle != nil && function.Lifecycle.PreStop != nil &&
		function.Lifecycle.PreStop.HTTPGet.Path == "/wait-for-drain", "does not wait for queue-proxy's drain")
}

// What the function sees: its own variables over those of ConfigMaps, later ones over earlier ones.
func (r *rules) value(function *core.Container, name string) string {
	value := ""
	for _, from := range function.EnvFrom {
		if from.ConfigMapRef == nil || r.settings[from.ConfigMapRef.Name] == nil || from.Prefix != "" {
			r.require(false, "environment of what is not there")
			continue
		}
		if found, ok := r.settings[from.ConfigMapRef.Name][name]; ok {
			value = found
		}
	}
	if own := variable(function, name); own != "" {
		value = own
	}
	return value
}

func variable(container *core.Container, name string) string {
	value := ""
	for _, each := range container.Env {
		if each.Name == name {
			value = each.Value
		}
	}
	return value
}

func number(container *core.Container, name string) int {
	n, err := strconv.Atoi(variable(container, name))
	if err != nil {
		return -1
	}
	return n
}

func isTrue(value *bool) bool  { return value != nil && *value }
func isFalse(value *bool) bool { return value != nil && !*value }

func is(value *int64, wanted int64) bool { return value != nil && *value == wanted }
