// queue-settings prints, as JSON, what Knative's controller gives the containers of a function: queue-proxy's environment, and
// the probes that the kubelet asks. For tests that run the real queue-proxy.
//
//	go run ./cmd/queue-settings OVERLAY FUNCTION
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	core "k8s.io/api/core/v1"

	"strongroom.io/deploy/check/manifests"
)

type settings struct {
	Environment map[string]string `json:"environment"`
	Queue       probes            `json:"queue"`
	Function    probes            `json:"function"`
	Grace       int64             `json:"grace"`
}

type probes struct {
	Readiness *core.Probe `json:"readiness,omitempty"`
	Liveness  *core.Probe `json:"liveness,omitempty"`
}

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: queue-settings OVERLAY FUNCTION"))
	}
	found, err := of(os.Args[1], os.Args[2])
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func of(overlay, function string) (*settings, error) {
	features, err := os.ReadFile(filepath.Join(overlay, "../../cluster/config-features.yaml"))
	if err != nil {
		return nil, err
	}
	operators, err := manifests.Decode(features)
	if err != nil {
		return nil, err
	}
	cluster, err := manifests.NewCluster(operators[0].(*core.ConfigMap).Data, nil)
	if err != nil {
		return nil, err
	}
	rendered, err := manifests.Kustomize(overlay)
	if err != nil {
		return nil, err
	}
	objects, err := manifests.Decode(rendered)
	if err != nil {
		return nil, err
	}
	for _, service := range manifests.Sort(objects).Functions {
		if service.Name != function {
			continue
		}
		deployment, err := cluster.Deployment(service)
		if err != nil {
			return nil, err
		}
		return containers(deployment.Spec.Template.Spec), nil
	}
	return nil, fmt.Errorf("no function %s in %s", function, overlay)
}

func containers(pod core.PodSpec) *settings {
	found := &settings{Environment: map[string]string{}, Grace: *pod.TerminationGracePeriodSeconds}
	for _, container := range pod.Containers {
		asked := probes{container.ReadinessProbe, container.LivenessProbe}
		if container.Name != "queue-proxy" {
			found.Function = asked
			continue
		}
		found.Queue = asked
		for _, variable := range container.Env {
			if variable.ValueFrom == nil {
				found.Environment[variable.Name] = variable.Value
			}
		}
	}
	return found
}
