package manifests

import (
	"maps"
	"slices"
	"strings"
	"time"

	certmanager "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	autoscaling "k8s.io/api/autoscaling/v2"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	serving "knative.dev/serving/pkg/apis/serving/v1"
)

// Namespace in which everything of an installation is.
const Namespace = "strongroom"

// Placed names what is in another namespace than the rest, or has rights at the API server.
func Placed(objects []runtime.Object) []string {
	r := &rules{}
	for _, object := range objects {
		kind := object.GetObjectKind().GroupVersionKind().Kind
		named, ok := object.(meta.Object)
		if !ok {
			r.require(false, "%s has no name", kind)
			continue
		}
		if kind == "Namespace" {
			r.require(named.GetName() == Namespace, "namespace %s", named.GetName())
		} else if kind != "ReferenceGrant" {
			r.require(named.GetNamespace() == Namespace, "%s %s is in %s", kind, named.GetName(), named.GetNamespace())
		}
		r.hook(named)
		switch each := object.(type) {
		case *core.ServiceAccount:
			r.require(isFalse(each.AutomountServiceAccountToken), "%s has a token of the cluster", each.Name)
		case *core.PersistentVolumeClaim:
			r.require(slices.Equal(each.Spec.AccessModes, []core.PersistentVolumeAccessMode{core.ReadWriteMany}), "claim of one node")
		}
	}
	return r.broken
}

// Declared names what a Service of Knative says that its controller would overlook.
func Declared(function *serving.Service) []string {
	r := &rules{}
	r.require(function.Labels["networking.knative.dev/visibility"] == "cluster-local", "%s is there for the world", function.Name)
	for _, each := range function.Spec.Template.Spec.Containers {
		live := each.LivenessProbe
		r.require(live != nil && live.TCPSocket != nil && live.TCPSocket.Port.IntValue() == servingPort,
			"%s: a liveness probe at a port that Knative takes another for", function.Name)
	}
	return r.broken
}

var routerFiles = map[string]string{
	"configuration": "/etc/haproxy", "certificate": "/etc/haproxy/certificate", "token": "/etc/haproxy/token",
}

var routerEnvironment = map[string]string{
	"STRONGROOM_ROUTER_HTTP": ":8080", "STRONGROOM_ROUTER_HTTPS": ":8443", "STRONGROOM_ROUTER_STATUS": ":9000",
	"STRONGROOM_CERTIFICATE": "/etc/haproxy/certificate/tls-combined.pem",
	"STRONGROOM_TOKEN_MAP":   "/etc/haproxy/token/token.map", "STRONGROOM_CLUSTER_DOMAIN": "cluster.local",
}

// The router runs HAProxy with the files of its ConfigMap, and has a moment to be forgotten before it stops.
func (r *rules) router(each *apps.Deployment) {
	pod := each.Spec.Template.Spec
	c := container(pod, "haproxy")
	if c == nil || len(pod.Containers) != 1 {
		r.require(false, "router: no container haproxy")
		return
	}
	r.require(slices.Equal(c.Command, []string{"haproxy"}) && slices.Equal(c.Args, []string{"-W", "-db",
		"-f", "/etc/haproxy/haproxy.cfg", "-f", "/etc/haproxy/backends.cfg"}), "router: command")
	r.require(c.Lifecycle != nil && c.Lifecycle.PreStop != nil && c.Lifecycle.PreStop.Exec != nil &&
		slices.Equal(c.Lifecycle.PreStop.Exec.Command, []string{"sleep", "5"}), "router stops while requests still come")
	for _, probe := range []*core.Probe{c.ReadinessProbe, c.LivenessProbe} {
		r.require(probe != nil && probe.HTTPGet != nil && probe.HTTPGet.Path == "/ready" && probe.HTTPGet.Port.String() == "status", "router: probe")
	}
	ports := map[string]int32{}
	for _, port := range c.Ports {
		ports[port.Name] = port.ContainerPort
	}
	r.require(maps.Equal(ports, map[string]int32{"http": 8080, "https": 8443, "status": managementPort}), "router: ports")
	r.routerEnvironment(pod, c)
	r.mounted(pod, c, routerFiles, map[string]string{"certificate": "strongroom-tls", "token": "strongroom-router"})
	rolling := each.Spec.Strategy.RollingUpdate
	r.require(each.Spec.Strategy.Type == apps.RollingUpdateDeploymentStrategyType && rolling != nil &&
		rolling.MaxUnavailable.String() == "0" && rolling.MaxSurge.String() == "1", "router: a new one comes before an old one goes")
	r.spread(each)
}

func (r *rules) routerEnvironment(pod core.PodSpec, c *core.Container) {
	for _, each := range c.Env {
		_, fixed := routerEnvironment[each.Name]
		r.require(fixed || slices.Contains([]string{"STRONGROOM_DOMAINS", "STRONGROOM_NAMESPACE", "STRONGROOM_ROUTER_DRAIN"}, each.Name),
			"router reads no %s", each.Name)
	}
	for name, value := range routerEnvironment {
		r.require(variable(c, name) == value, "router: %s=%s", name, variable(c, name))
	}
	var domains []string
	for _, domain := range strings.Split(r.settings["strongroom"]["STRONGROOM_BASE_DOMAINS"], ",") {
		domains = append(domains, "."+domain)
	}
	r.require(variable(c, "STRONGROOM_DOMAINS") == strings.Join(domains, " "), "router has other domains than the functions")
	namespace := slices.ContainsFunc(c.Env, func(each core.EnvVar) bool {
		return each.Name == "STRONGROOM_NAMESPACE" && each.ValueFrom != nil && each.ValueFrom.FieldRef != nil &&
			each.ValueFrom.FieldRef.FieldPath == "metadata.namespace"
	})
	r.require(namespace, "router: namespace of the functions")
	limit := 10 * time.Minute
	if own := variable(c, "STRONGROOM_ROUTER_DRAIN"); own != "" {
		limit, _ = time.ParseDuration(own)
	}
	r.require(is(pod.TerminationGracePeriodSeconds, int64((limit+time.Minute).Seconds())), "router is killed within its transfers")
}

// Each volume is mounted where it is expected, to be read; secrets are those named.
func (r *rules) mounted(pod core.PodSpec, c *core.Container, places, secrets map[string]string) {
	found := map[string]string{}
	for _, mount := range c.VolumeMounts {
		found[mount.Name] = mount.MountPath
		r.require(mount.ReadOnly || mount.Name == "tmp", "%s: %s can be written", c.Name, mount.Name)
	}
	r.require(maps.Equal(found, places), "%s: mounts %v", c.Name, found)
	for _, volume := range pod.Volumes {
		if volume.Secret != nil {
			r.require(secrets[volume.Name] == volume.Secret.SecretName && !isTrue(volume.Secret.Optional), "%s: secret %s", c.Name, volume.Secret.SecretName)
		}
	}
}

// The migrations are given the database's owner, the functions' passwords as files, and end.
func (r *rules) migrations(each *batch.Job) {
	pod := each.Spec.Template.Spec
	c := container(pod, "migrate")
	if c == nil || len(pod.Containers) != 1 {
		r.require(false, "migrations: no container migrate")
		return
	}
	r.require(pod.RestartPolicy == core.RestartPolicyOnFailure, "migrations: restart policy")
	r.require(maps.Equal(each.Spec.Template.Labels, each.Labels) && each.Labels["app.kubernetes.io/name"] == "migrations" &&
		each.Labels["app.kubernetes.io/part-of"] == "strongroom", "migrations: labels")
	r.require(len(c.Command) == 0 && slices.Equal(c.Args, []string{"migrate", "--database-url=$(DATABASE_URL)",
		"--role-passwords=/etc/strongroom/roles"}), "migrations: arguments %v", c.Args)
	r.mounted(pod, c, map[string]string{"roles": "/etc/strongroom/roles", "tmp": "/tmp"},
		map[string]string{"roles": "strongroom-database-roles"})
	owner := map[string]string{}
	for _, variable := range c.Env {
		if from := variable.ValueFrom; from != nil && from.SecretKeyRef != nil {
			owner[variable.Name] = from.SecretKeyRef.Name + "/" + from.SecretKeyRef.Key
		} else if from != nil && from.ConfigMapKeyRef != nil {
			owner[variable.Name] = from.ConfigMapKeyRef.Key
		}
	}
	delete(owner, "")
	r.require(owner["STRONGROOM_DATABASE_USER"] == "strongroom-database-owner/username" &&
		owner["STRONGROOM_DATABASE_PASSWORD"] == "strongroom-database-owner/password" && owner["DATABASE_URL"] != "", "migrations: owner")
}

// Who is let in, and by which protocol.
func (r *rules) policy(each *networking.NetworkPolicy) {
	router := map[string]string{"app.kubernetes.io/name": "router", "app.kubernetes.io/part-of": "strongroom"}
	r.require(each.Name != "strongroom-functions" || !matches(&each.Spec.PodSelector, router), "policy of functions lets somebody else in")
	gateways := []string{"kourier-system", "istio-system"}
	known := append([]string{"knative-serving", "monitoring", Namespace}, gateways...)
	for _, ingress := range each.Spec.Ingress {
		for _, port := range ingress.Ports {
			r.require(port.Protocol != nil && *port.Protocol == core.ProtocolTCP, "policy %s: protocol", each.Name)
		}
		for _, peer := range ingress.From {
			r.require(peer.PodSelector == nil || matches(peer.PodSelector, router), "policy %s: lets nobody in", each.Name)
			if peer.NamespaceSelector != nil {
				r.require(slices.Contains(known, peer.NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]), "policy %s: namespace", each.Name)
			}
		}
	}
}

// Clients come by TLS, with their own addresses.
func (r *rules) service(each *core.Service) {
	r.require(slices.Contains([]core.ServiceType{core.ServiceTypeLoadBalancer, core.ServiceTypeClusterIP, core.ServiceTypeNodePort, ""},
		each.Spec.Type), "service %s: type", each.Name)
	if each.Spec.ClusterIP != "" {
		port := each.Spec.Ports[0]
		r.require(each.Spec.ClusterIP == core.ClusterIPNone && each.Spec.PublishNotReadyAddresses && port.Port == servingPort && port.Name == "http",
			"service %s: the router finds no replicas", each.Name)
		r.require(each.Spec.Selector["app.kubernetes.io/name"] == each.Name, "service %s of another", each.Name)
	}
	if each.Spec.Type == core.ServiceTypeLoadBalancer {
		r.require(each.Name == "router", "service %s for the world", each.Name)
		r.require(each.Spec.ExternalTrafficPolicy == core.ServiceExternalTrafficPolicyLocal, "service %s: hides its clients", each.Name)
		r.require(len(each.Spec.Ports) == 1 && each.Spec.Ports[0].Port == 443 && each.Spec.Ports[0].Name == "https", "service %s: not TLS alone", each.Name)
	}
}

// Helm runs the Job before everything else, and what the Job needs before that.
func (r *rules) hook(named meta.Object) {
	annotations := named.GetAnnotations()
	if policy, kept := annotations["helm.sh/resource-policy"]; kept {
		r.require(policy == "keep", "%s is deleted with the release", named.GetName())
	}
	if hook, isHook := annotations["helm.sh/hook"]; isHook {
		weight := "-2"
		if _, isJob := named.(*batch.Job); isJob {
			weight = "-1"
		}
		r.require(hook == "pre-install,pre-upgrade" && annotations["helm.sh/hook-delete-policy"] == "before-hook-creation" &&
			annotations["helm.sh/hook-weight"] == weight, "%s: hook", named.GetName())
	}
}

// Who is asked for metrics has the port, and answers at the path.
func (s *Set) monitors(r *rules, pods []Made) {
	for _, each := range s.podMonitors {
		count := 0
		for _, pod := range pods {
			if !matches(&each.Spec.Selector, pod.Pod.Labels) {
				continue
			}
			count++
			path := "/q/metrics"
			if pod.Name == "router" {
				path = "/metrics"
			}
			for _, endpoint := range each.Spec.PodMetricsEndpoints {
				open := slices.ContainsFunc(pod.Pod.Spec.Containers, func(c core.Container) bool { return hasPort(c, endpoint.Port) })
				r.require(open && endpoint.Path == path, "%s: %s%s of %s", each.Name, endpoint.Port, endpoint.Path, pod.Name)
				for _, rename := range endpoint.RelabelConfigs {
					r.require(rename.TargetLabel == "__address__" && rename.Replacement == "$1:9000" && rename.Regex == "(.+):[0-9]+" &&
						slices.Equal(rename.SourceLabels, []monitoring.LabelName{"__address__"}), "%s: address", each.Name)
				}
				r.require(endpoint.Port != "user-port" || len(endpoint.RelabelConfigs) == 1, "%s asks for an object", each.Name)
			}
		}
		r.require(count > 0 && (each.Name == "strongroom-router") == (count == 1), "%s asks %d parts", each.Name, count)
	}
}

// The certificate is where the router looks for it, in the form it reads, for the domains that the functions have.
func (r *rules) certificate(each *certmanager.Certificate) {
	var names []string
	for _, domain := range strings.Split(r.settings["strongroom"]["STRONGROOM_BASE_DOMAINS"], ",") {
		names = append(names, domain, "*."+domain)
	}
	r.require(slices.Equal(each.Spec.DNSNames, names), "certificate for %v", each.Spec.DNSNames)
	r.require(each.Spec.SecretName == "strongroom-tls", "certificate in %s", each.Spec.SecretName)
	r.require(len(each.Spec.AdditionalOutputFormats) == 1 && each.Spec.AdditionalOutputFormats[0].Type == certmanager.CertificateOutputFormatCombinedPEM,
		"certificate: HAProxy reads chain and key in one file")
	key := each.Spec.PrivateKey
	r.require(key != nil && key.Algorithm == certmanager.ECDSAKeyAlgorithm && key.Size == 256 &&
		key.RotationPolicy == certmanager.RotationPolicyAlways, "certificate: key")
	r.require(each.Spec.IssuerRef.Group == "cert-manager.io" && slices.Contains([]string{"Issuer", "ClusterIssuer"}, each.Spec.IssuerRef.Kind),
		"certificate: issuer")
}

func (r *rules) scaler(each *autoscaling.HorizontalPodAutoscaler) {
	for _, metric := range each.Spec.Metrics {
		r.require(metric.Type == autoscaling.ResourceMetricSourceType && metric.Resource != nil && metric.Resource.Name == core.ResourceCPU &&
			metric.Resource.Target.Type == autoscaling.UtilizationMetricType, "autoscaler %s: metric", each.Name)
	}
}
