package manifests

import (
	"slices"
	"time"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
)

// A function without Knative: the kubelet asks its management port, and it counts down by itself when it stops.
func (r *rules) plain(each *apps.Deployment) {
	pod := each.Spec.Template.Spec
	function := container(pod, "function")
	if function == nil || len(pod.Containers) != 1 {
		r.require(false, "%s: no container function", each.Name)
		return
	}
	r.name = each.Name
	r.pod(pod)
	labels := each.Spec.Template.Labels
	r.require(labels["app.kubernetes.io/name"] == each.Name && labels["app.kubernetes.io/part-of"] == "strongroom", "%s: labels", each.Name)
	for path, probe := range map[string]*core.Probe{"/q/health/live": function.LivenessProbe, "/q/health/ready": function.ReadinessProbe} {
		r.require(probe != nil && probe.HTTPGet != nil && probe.HTTPGet.Path == path && probe.HTTPGet.Port.String() == "management",
			"%s: probe of %s", each.Name, path)
	}
	ports := map[string]int32{}
	for _, port := range function.Ports {
		ports[port.Name] = port.ContainerPort
	}
	r.require(len(ports) == 2 && ports["http"] == servingPort && ports["management"] == managementPort, "%s: ports", each.Name)
	r.image(function)
	r.volumes(pod, function)
	rolling := each.Spec.Strategy.RollingUpdate
	r.require(each.Spec.Strategy.Type == apps.RollingUpdateDeploymentStrategyType && rolling != nil &&
		rolling.MaxUnavailable.String() == "0" && rolling.MaxSurge.String() == "1", "%s: a new one comes before an old one goes", each.Name)
	r.spread(each)
	delay, err := time.ParseDuration(r.value(function, "QUARKUS_SHUTDOWN_DELAY"))
	r.require(err == nil && delay >= 5*time.Second, "%s stops before the router has noticed", each.Name)
	stop, err := time.ParseDuration(r.value(function, "QUARKUS_SHUTDOWN_TIMEOUT"))
	r.require(err == nil && is(pod.TerminationGracePeriodSeconds, int64((stop+30*time.Second).Seconds())) && delay < 30*time.Second,
		"%s is killed while requests may end", each.Name)
}

func (r *rules) spread(each *apps.Deployment) {
	over := []string{}
	for _, spread := range each.Spec.Template.Spec.TopologySpreadConstraints {
		over = append(over, spread.TopologyKey)
		r.require(spread.MaxSkew == 1 && spread.WhenUnsatisfiable == core.ScheduleAnyway &&
			matches(spread.LabelSelector, each.Spec.Template.Labels), "%s: spread over %s", each.Name, spread.TopologyKey)
	}
	r.require(slices.Equal(over, []string{"topology.kubernetes.io/zone", "kubernetes.io/hostname"}), "%s: spread over %v", each.Name, over)
}
