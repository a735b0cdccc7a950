package manifests

import (
	"context"
	"fmt"
	"os"
	"time"

	apps "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/types"
	netconfig "knative.dev/networking/pkg/config"
	"knative.dev/pkg/apis"
	"knative.dev/pkg/logging"
	"knative.dev/pkg/metrics"
	"knative.dev/pkg/system"
	tracing "knative.dev/pkg/tracing/config"
	apiconfig "knative.dev/serving/pkg/apis/config"
	serving "knative.dev/serving/pkg/apis/serving/v1"
	autoscaler "knative.dev/serving/pkg/autoscaler/config"
	"knative.dev/serving/pkg/deployment"
	configurations "knative.dev/serving/pkg/reconciler/configuration/resources"
	"knative.dev/serving/pkg/reconciler/revision/config"
	revisions "knative.dev/serving/pkg/reconciler/revision/resources"
	services "knative.dev/serving/pkg/reconciler/service/resources"
)

// Cluster is a Knative with the settings an operator gives it, as far as it decides what becomes of a Service.
type Cluster struct {
	config *config.Config
}

// NewCluster takes the data of config-features and config-defaults; what they leave out has Knative's own value.
func NewCluster(features, defaults map[string]string) (*Cluster, error) {
	featuresConfig, err := apiconfig.NewFeaturesConfigFromMap(features)
	if err != nil {
		return nil, err
	}
	defaultsConfig, err := apiconfig.NewDefaultsConfigFromMap(defaults)
	if err != nil {
		return nil, err
	}
	autoscalerConfig, err := autoscaler.NewConfigFromMap(nil)
	if err != nil {
		return nil, err
	}
	deploymentConfig, err := deployment.NewConfigFromMap(map[string]string{deployment.QueueSidecarImageKey: "queue"})
	if err != nil {
		return nil, err
	}
	network, err := netconfig.NewConfigFromMap(nil)
	if err != nil {
		return nil, err
	}
	logs, err := logging.NewConfigFromMap(nil)
	if err != nil {
		return nil, err
	}
	traces, err := tracing.NewTracingConfigFromMap(nil)
	if err != nil {
		return nil, err
	}
	return &Cluster{config: &config.Config{
		Config:        &apiconfig.Config{Features: featuresConfig, Defaults: defaultsConfig, Autoscaler: autoscalerConfig},
		Deployment:    deploymentConfig,
		Network:       network,
		Logging:       logs,
		Tracing:       traces,
		Observability: &metrics.ObservabilityConfig{},
	}}, nil
}

// Deployment does what the webhook and the controllers do with a Service: defaults, validation, a Configuration, its
// Revision, and of that the Deployment, with queue-proxy in it.
func (c *Cluster) Deployment(service *serving.Service) (*apps.Deployment, error) {
	ctx := apis.WithinCreate(apiconfig.ToContext(context.Background(), c.config.Config))
	service = service.DeepCopy()
	service.SetDefaults(ctx)
	if err := service.Validate(ctx); err != nil {
		return nil, fmt.Errorf("%s is not admitted: %w", service.Name, err)
	}
	configuration := services.MakeConfiguration(service)
	configuration.UID = types.UID(service.Name)
	configuration.Generation = 1
	revision := configurations.MakeRevision(ctx, configuration, time.Now())
	if revision.Name == "" {
		revision.Name = service.Name + "-00001"
	}
	revision.SetDefaults(ctx)
	if err := revision.Validate(ctx); err != nil {
		return nil, fmt.Errorf("revision of %s is not admitted: %w", service.Name, err)
	}
	// queue-proxy is told the namespace of Knative itself, which its controller has from its own pod.
	if os.Getenv(system.NamespaceEnvKey) == "" {
		if err := os.Setenv(system.NamespaceEnvKey, "knative-serving"); err != nil {
			return nil, err
		}
	}
	return revisions.MakeDeployment(revision, c.config)
}
