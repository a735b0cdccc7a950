// Package manifests reads what is deployed as a cluster would: strictly, with Knative's own defaults and validation, and
// looks at the Deployments that Knative's controller makes of it.
package manifests

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// Kustomize renders a kustomization as `kubectl kustomize` does.
func Kustomize(folder string) ([]byte, error) {
	rendered, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return nil, fmt.Errorf("kustomization %s: %w", folder, err)
	}
	return rendered.AsYaml()
}

// Terraform applies a copy of the module and returns its output "manifests". ErrNoTerraform tells that there is none here.
func Terraform(module, scratch string, variables map[string]any) ([]byte, error) {
	program, err := exec.LookPath("terraform")
	if err != nil {
		if program, err = exec.LookPath("tofu"); err != nil {
			return nil, ErrNoTerraform
		}
	}
	if err := os.CopyFS(scratch, os.DirFS(module)); err != nil {
		return nil, err
	}
	values, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(scratch, "terraform.tfvars.json"), values, 0o600); err != nil {
		return nil, err
	}
	run := func(arguments ...string) ([]byte, error) {
		command := exec.Command(program, arguments...)
		command.Dir = scratch
		command.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1")
		command.Env = append(command.Env, "TF_CLI_CONFIG_FILE="+os.DevNull)
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("terraform %v: %w: %s", arguments, err, output)
		}
		return output, nil
	}
	if _, err := run("init", "-input=false", "-no-color"); err != nil {
		return nil, err
	}
	if _, err := run("apply", "-auto-approve", "-input=false", "-no-color"); err != nil {
		return nil, err
	}
	return run("output", "-json", "manifests")
}

// ErrNoTerraform is returned where neither terraform nor tofu is installed.
var ErrNoTerraform = fmt.Errorf("neither terraform nor tofu is installed")

// Helm renders a chart with values over its own, as `helm template` does, every file to its text.
func Helm(chart string, values map[string]any) (map[string]string, error) {
	loaded, err := loader.Load(chart)
	if err != nil {
		return nil, err
	}
	options := chartutil.ReleaseOptions{Name: "strongroom", Namespace: "strongroom", Revision: 1, IsInstall: true}
	// ToRenderValues checks the values against the chart's schema.
	rendering, err := chartutil.ToRenderValues(loaded, values, options, chartutil.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	return engine.Engine{Strict: true}.Render(loaded, rendering)
}
