package manifests

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	serving "knative.dev/serving/pkg/apis/serving/v1"
	"sigs.k8s.io/yaml"
)

const project = "../../.."

var overlays = []string{"kourier", "istio", "gateway-api", "long-timeouts", "store"}

func knative(parts ...string) string {
	return filepath.Join(append([]string{project, "deploy", "knative"}, parts...)...)
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The data of a file that an operator applies to knative-serving.
func operators(t testing.TB, file string) map[string]string {
	t.Helper()
	objects, err := Decode(read(t, knative("cluster", file)))
	if err != nil {
		t.Fatal(err)
	}
	settings := objects[0].(*core.ConfigMap)
	if settings.Namespace != "knative-serving" || settings.Name+".yaml" != file {
		t.Fatalf("%s/%s is read by nobody", settings.Namespace, settings.Name)
	}
	return settings.Data
}

// A Knative with the files of deploy/knative/cluster, the second of them for long time-outs alone.
func cluster(t testing.TB, long bool) *Cluster {
	t.Helper()
	var defaults map[string]string
	if long {
		defaults = operators(t, "config-defaults.yaml")
	}
	cluster, err := NewCluster(operators(t, "config-features.yaml"), defaults)
	if err != nil {
		t.Fatal(err)
	}
	return cluster
}

// What is wrong with a rendering: what its types, Knative or a rule refuse.
func wrong(cluster *Cluster, rendered []byte) []string {
	objects, err := Decode(rendered)
	if err != nil {
		return []string{err.Error()}
	}
	return wrongObjects(cluster, objects)
}

func wrongObjects(cluster *Cluster, objects []runtime.Object) []string {
	set := Sort(objects)
	found := Placed(objects)
	var made []Made
	for _, function := range set.Functions {
		found = append(found, Declared(function)...)
		deployment, err := cluster.Deployment(function)
		if err != nil {
			found = append(found, err.Error())
			continue
		}
		found = append(found, Rules(deployment, set.Settings)...)
		made = append(made, Made{function.Name, deployment.Spec.Template})
	}
	return append(found, set.Violations(made)...)
}

func render(t testing.TB, folder string) []byte {
	t.Helper()
	rendered, err := Kustomize(folder)
	if err != nil {
		t.Fatal(err)
	}
	return rendered
}

func TestOverlays_areTakenByKnative_andMakeWhatIsMeant(t *testing.T) {
	for _, overlay := range overlays {
		rendered := render(t, knative("overlays", overlay))
		for _, violation := range wrong(cluster(t, overlay == "long-timeouts"), rendered) {
			t.Errorf("%s: %s", overlay, violation)
		}
		objects, _ := Decode(rendered)
		if set := Sort(objects); len(set.Functions) != 8 || len(set.jobs) != 0 {
			t.Errorf("%s: %d functions, %d jobs", overlay, len(set.Functions), len(set.jobs))
		}
	}
}

func TestMigrations_stand_alone(t *testing.T) {
	for _, violation := range wrong(cluster(t, false), render(t, knative("migrations"))) {
		t.Error(violation)
	}
}

// An overlay with every component, as an installation would have it.
func withComponents(t testing.TB) []byte {
	t.Helper()
	// Kustomize takes relative paths alone: hence beside the overlays.
	folder, err := os.MkdirTemp(knative("overlays"), "test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	text := "resources: [../kourier]\ncomponents: [../../components/monitoring, ../../components/certificate]\n"
	if err := os.WriteFile(filepath.Join(folder, "kustomization.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return render(t, folder)
}

func TestComponents_fitAnOverlay(t *testing.T) {
	rendered := withComponents(t)
	for _, violation := range wrong(cluster(t, false), rendered) {
		t.Error(violation)
	}
	for _, kind := range []string{"kind: PodMonitor", "kind: Certificate", "name: strongroom-metrics"} {
		if !strings.Contains(string(rendered), kind) {
			t.Errorf("no %s", kind)
		}
	}
}

func TestLongTimeouts_withoutTheOperatorsSetting_areRefused(t *testing.T) {
	if len(wrong(cluster(t, false), render(t, knative("overlays", "long-timeouts")))) == 0 {
		t.Error("taken")
	}
}

func TestClaims_withoutTheOperatorsSetting_areRefused(t *testing.T) {
	bare, err := NewCluster(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(wrong(bare, render(t, knative("overlays", "kourier")))) == 0 {
		t.Error("taken")
	}
}

// What Terraform makes is a List, so that the same rules read it; settings are in each function's own environment there.
func terraform(t testing.TB, more map[string]any) []runtime.Object {
	t.Helper()
	images := map[string]string{}
	for _, file := range []string{"put-encryption-configuration", "put-object", "get-object", "copy-object", "generate-data-key", "manage-bucket", "manage-access", "manage-jobs"} {
		images[file] = "registry.example.com/strongroom/" + file + "@sha256:" + strings.Repeat("ab", 32)
	}
	variables := map[string]any{"images": images, "base_domains": []string{"s3.example.com"},
		"database_url": "postgresql://db.example.com:5432/strongroom", "service_key": "alias/strongroom"}
	for name, value := range more {
		variables[name] = value
	}
	output, err := Terraform(filepath.Join(project, "terraform/modules/functions"), filepath.Join(t.TempDir(), "module"), variables)
	if errors.Is(err, ErrNoTerraform) {
		t.Skip("SKIPPED: " + err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	var manifests map[string]any
	if err := json.Unmarshal(output, &manifests); err != nil {
		t.Fatal(err)
	}
	var objects []runtime.Object
	for _, manifest := range manifests {
		text, err := yaml.Marshal(manifest)
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		objects = append(objects, decoded...)
	}
	return objects
}

// What the functions need around them, which comes from the base in both ways of installing.
func surroundings(t testing.TB) []runtime.Object {
	t.Helper()
	objects, err := Decode(render(t, knative("overlays", "kourier")))
	if err != nil {
		t.Fatal(err)
	}
	var kept []runtime.Object
	for _, object := range objects {
		if _, isFunction := object.(*serving.Service); !isFunction {
			kept = append(kept, object)
		}
	}
	return kept
}

func TestTerraform_makesWhatKnativeTakes(t *testing.T) {
	for _, violation := range wrongObjects(cluster(t, false), append(surroundings(t), terraform(t, nil)...)) {
		t.Error(violation)
	}
}

func TestTerraform_withLongTimeouts_makesWhatKnativeTakes(t *testing.T) {
	functions := terraform(t, map[string]any{"timeout_seconds": 7200})
	for _, violation := range wrongObjects(cluster(t, true), append(surroundings(t), functions...)) {
		t.Error(violation)
	}
}
