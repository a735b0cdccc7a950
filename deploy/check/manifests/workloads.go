package manifests

import (
	"fmt"
	"slices"

	certmanager "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	autoscaling "k8s.io/api/autoscaling/v2"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	serving "knative.dev/serving/pkg/apis/serving/v1"
)

// Set is what one rendering holds.
type Set struct {
	Functions   []*serving.Service
	deployments []*apps.Deployment
	jobs        []*batch.Job
	services    []*core.Service
	budgets     []*policy.PodDisruptionBudget
	scalers     []*autoscaling.HorizontalPodAutoscaler
	policies    []*networking.NetworkPolicy
	podMonitors []*monitoring.PodMonitor
	certificate *certmanager.Certificate
	accounts    []string
	claims      []string
	Settings    Settings
	namespace   string
}

// Sort puts the objects of a rendering where the rules look for them.
func Sort(objects []runtime.Object) *Set {
	set := &Set{Settings: Settings{}}
	for _, object := range objects {
		switch each := object.(type) {
		case *serving.Service:
			set.Functions = append(set.Functions, each)
		case *apps.Deployment:
			set.deployments = append(set.deployments, each)
		case *batch.Job:
			set.jobs = append(set.jobs, each)
		case *core.Service:
			set.services = append(set.services, each)
		case *policy.PodDisruptionBudget:
			set.budgets = append(set.budgets, each)
		case *autoscaling.HorizontalPodAutoscaler:
			set.scalers = append(set.scalers, each)
		case *networking.NetworkPolicy:
			set.policies = append(set.policies, each)
		case *certmanager.Certificate:
			set.certificate = each
		case *monitoring.PodMonitor:
			set.podMonitors = append(set.podMonitors, each)
		case *core.ServiceAccount:
			set.accounts = append(set.accounts, each.Name)
		case *core.PersistentVolumeClaim:
			set.claims = append(set.claims, each.Name)
		case *core.ConfigMap:
			set.Settings[each.Name] = each.Data
		case *core.Namespace:
			set.namespace = each.Name
		}
	}
	return set
}

// Made are the pods of a set with the labels they will have: those of its own workloads, and those that were made of its
// functions by Knative.
type Made struct {
	Name string
	Pod  core.PodTemplateSpec
}

// Violations names what is wrong between the objects of a set, and in those of its workloads that are no functions.
func (s *Set) Violations(functions []Made) []string {
	r := &rules{settings: s.Settings}
	pods := slices.Clone(functions)
	for _, each := range s.deployments {
		pods = append(pods, Made{each.Name, each.Spec.Template})
		r.require(matches(each.Spec.Selector, each.Spec.Template.Labels), "%s selects other pods", each.Name)
		r.require(each.Spec.Replicas == nil || !s.scaled(each.Name), "%s: a number that the autoscaler changes", each.Name)
		r.workload(each.Name, each.Spec.Template.Spec)
		r.serves(each)
		if each.Name == "router" {
			r.router(each)
		} else {
			r.plain(each)
		}
	}
	for _, each := range s.jobs {
		pods = append(pods, Made{each.Name, each.Spec.Template})
		r.workload(each.Name, each.Spec.Template.Spec)
		r.require(each.Spec.BackoffLimit != nil && *each.Spec.BackoffLimit >= 3, "%s gives up at once", each.Name)
		r.require(each.Spec.ActiveDeadlineSeconds != nil, "%s never gives up", each.Name)
		r.migrations(each)
	}
	for _, pod := range pods {
		s.references(r, pod)
	}
	s.selectors(r, pods)
	s.monitors(r, pods)
	if s.certificate != nil {
		r.certificate(s.certificate)
	}
	return r.broken
}

func (s *Set) scaled(deployment string) bool {
	return slices.ContainsFunc(s.scalers, func(each *autoscaling.HorizontalPodAutoscaler) bool {
		return each.Spec.ScaleTargetRef.Name == deployment && each.Spec.ScaleTargetRef.Kind == "Deployment" &&
			each.Spec.ScaleTargetRef.APIVersion == "apps/v1"
	})
}

// What the standard "restricted" asks of a pod, and this project of each of its own.
func (r *rules) workload(name string, pod core.PodSpec) {
	own := pod.SecurityContext
	r.require(own != nil && isTrue(own.RunAsNonRoot) && is(own.RunAsUser, user) && is(own.RunAsGroup, user) && is(own.FSGroup, user) &&
		own.SeccompProfile != nil && own.SeccompProfile.Type == core.SeccompProfileTypeRuntimeDefault, "%s: security context", name)
	r.require(isFalse(pod.AutomountServiceAccountToken) && isFalse(pod.EnableServiceLinks), "%s: what it need not know", name)
	r.require(!pod.HostNetwork && !pod.HostPID && !pod.HostIPC, "%s: namespaces of the host", name)
	for _, each := range pod.Containers {
		context := each.SecurityContext
		r.require(context != nil && isTrue(context.ReadOnlyRootFilesystem) && isFalse(context.AllowPrivilegeEscalation) &&
			context.Capabilities != nil && slices.Equal(context.Capabilities.Drop, []core.Capability{"ALL"}) &&
			len(context.Capabilities.Add) == 0, "%s: security context of %s", name, each.Name)
		r.require(pinned.MatchString(each.Image), "%s: image %s has no digest", name, each.Image)
		r.require(!each.Resources.Limits.Memory().IsZero() && !each.Resources.Requests.Cpu().IsZero(), "%s: resources", name)
		for _, variable := range each.Env {
			r.require(!secretName.MatchString(variable.Name) || variable.Value == "" || variable.Value[0] == '/',
				"%s is a value in a manifest", variable.Name)
		}
	}
}

// A port that is asked is one that is there.
func (r *rules) serves(each *apps.Deployment) {
	for _, container := range each.Spec.Template.Spec.Containers {
		for _, probe := range []*core.Probe{container.ReadinessProbe, container.LivenessProbe} {
			r.require(probe != nil && probe.HTTPGet != nil && hasPort(container, probe.HTTPGet.Port.String()), "%s: probe", each.Name)
		}
	}
}

func hasPort(container core.Container, port string) bool {
	return slices.ContainsFunc(container.Ports, func(each core.ContainerPort) bool {
		return each.Name == port || fmt.Sprint(each.ContainerPort) == port
	})
}

// What a pod names must be in the set; secrets are the operator's.
func (s *Set) references(r *rules, pod Made) {
	spec := pod.Pod.Spec
	r.require(slices.Contains(s.accounts, spec.ServiceAccountName), "%s: no service account %s", pod.Name, spec.ServiceAccountName)
	volumes := map[string]bool{}
	for _, volume := range spec.Volumes {
		volumes[volume.Name] = true
		if volume.PersistentVolumeClaim != nil {
			r.require(slices.Contains(s.claims, volume.PersistentVolumeClaim.ClaimName), "%s: no claim", pod.Name)
		}
		if volume.ConfigMap != nil {
			r.require(s.Settings[volume.ConfigMap.Name] != nil, "%s: no ConfigMap %s", pod.Name, volume.ConfigMap.Name)
		}
	}
	for _, container := range spec.Containers {
		mounted := map[string]bool{}
		for _, mount := range container.VolumeMounts {
			r.require(volumes[mount.Name], "%s: no volume %s", pod.Name, mount.Name)
			r.require(!mounted[mount.MountPath], "%s: two volumes at %s", pod.Name, mount.MountPath)
			mounted[mount.MountPath] = true
		}
		for _, variable := range container.Env {
			if variable.ValueFrom != nil && variable.ValueFrom.ConfigMapKeyRef != nil {
				ref := variable.ValueFrom.ConfigMapKeyRef
				_, found := s.Settings[ref.Name][ref.Key]
				r.require(found, "%s: no key %s in ConfigMap %s", pod.Name, ref.Key, ref.Name)
			}
		}
	}
}

// A selector that selects nothing is a mistake, whatever it is for.
func (s *Set) selectors(r *rules, pods []Made) {
	selected := func(selector *meta.LabelSelector) bool {
		return slices.ContainsFunc(pods, func(pod Made) bool { return matches(selector, pod.Pod.Labels) })
	}
	for _, each := range s.budgets {
		r.require(selected(each.Spec.Selector), "budget %s is for nothing", each.Name)
		r.require(each.Spec.MaxUnavailable != nil && each.Spec.MaxUnavailable.IntValue() == 1, "budget %s stops every drain", each.Name)
	}
	for _, each := range s.policies {
		r.require(selected(&each.Spec.PodSelector), "policy %s is for nothing", each.Name)
		r.require(slices.Equal(each.Spec.PolicyTypes, []networking.PolicyType{networking.PolicyTypeIngress}), "policy %s", each.Name)
		r.policy(each)
		for _, ingress := range each.Spec.Ingress {
			r.require(len(ingress.From) > 0 || len(ingress.Ports) > 0, "policy %s lets everything in", each.Name)
			for _, port := range ingress.Ports {
				r.require(port.Port != nil && s.opens(pods, &each.Spec.PodSelector, port.Port.String()), "policy %s: no such port", each.Name)
			}
		}
	}
	for _, each := range s.services {
		r.service(each)
		r.require(selected(&meta.LabelSelector{MatchLabels: each.Spec.Selector}), "service %s is for nothing", each.Name)
		for _, port := range each.Spec.Ports {
			r.require(s.opens(pods, &meta.LabelSelector{MatchLabels: each.Spec.Selector}, port.TargetPort.String()),
				"service %s: no port %s", each.Name, port.TargetPort.String())
		}
	}
	for _, each := range s.scalers {
		r.scaler(each)
		target := slices.ContainsFunc(s.deployments, func(d *apps.Deployment) bool { return d.Name == each.Spec.ScaleTargetRef.Name })
		r.require(target && s.scaled(each.Spec.ScaleTargetRef.Name), "autoscaler %s is for nothing", each.Name)
		r.require(each.Spec.MinReplicas != nil && *each.Spec.MinReplicas >= 2 && each.Spec.MaxReplicas >= *each.Spec.MinReplicas,
			"autoscaler %s: bounds", each.Name)
	}
}

// Whether every pod that is selected has the port.
func (s *Set) opens(pods []Made, selector *meta.LabelSelector, port string) bool {
	found := false
	for _, pod := range pods {
		if !matches(selector, pod.Pod.Labels) {
			continue
		}
		found = true
		// Functions do not declare their management port to Knative, which takes one port only.
		if port != fmt.Sprint(managementPort) &&
			!slices.ContainsFunc(pod.Pod.Spec.Containers, func(c core.Container) bool { return hasPort(c, port) }) {
			return false
		}
	}
	return found
}

func matches(selector *meta.LabelSelector, of map[string]string) bool {
	parsed, err := meta.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(labels.Set(of))
}
