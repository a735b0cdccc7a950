package manifests

import (
	"path/filepath"
	"strings"
	"testing"
)

const chart = project + "/deploy/helm/strongroom"

func values() map[string]any {
	digest := "@sha256:" + strings.Repeat("ab", 32)
	functions := map[string]any{}
	for _, name := range []string{"put-encryption-configuration", "put-object", "get-object", "copy-object", "generate-data-key", "manage-bucket", "manage-access", "manage-jobs"} {
		functions[name] = "registry.example.com/strongroom/" + name + digest
	}
	return map[string]any{
		"images": map[string]any{"functions": functions, "gateway": "registry.example.com/strongroom/gateway" + digest,
			"router": "registry.example.com/haproxy" + digest},
		"baseDomains": []any{"s3.example.com", "obs.example.com"},
		"database":    map[string]any{"url": "postgresql://db.example.com:5432/strongroom"},
		"keys":        map[string]any{"serviceKey": "alias/strongroom"},
		"blobs":       map[string]any{"s3": map[string]any{"endpoint": "https://store.example.com", "bucket": "sealed"}},
		"monitoring":  map[string]any{"enabled": true},
	}
}

// Blobs in a folder that all nodes mount.
func inFolder(values map[string]any) map[string]any {
	values["blobs"] = map[string]any{"store": "folder"}
	return values
}

// The chart's documents, without the file that is for people.
func chartRendered(t testing.TB, values map[string]any) []byte {
	t.Helper()
	files, err := Helm(chart, values)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for name, text := range files {
		if filepath.Ext(name) == ".yaml" {
			all.WriteString("\n---\n" + text)
		}
	}
	return []byte(all.String())
}

func TestChart_isTakenByKubernetes_andMakesWhatIsMeant(t *testing.T) {
	rendered := chartRendered(t, values())
	for _, violation := range wrong(cluster(t, false), rendered) {
		t.Error(violation)
	}
	objects, _ := Decode(rendered)
	if set := Sort(objects); len(set.deployments) != 9 || len(set.scalers) != 9 || len(set.budgets) != 9 || len(set.jobs) != 1 {
		t.Errorf("%d deployments, %d autoscalers, %d budgets, %d jobs", len(set.deployments), len(set.scalers), len(set.budgets), len(set.jobs))
	}
	hooks := "helm.sh/hook: pre-install,pre-upgrade"
	if strings.Count(string(rendered), hooks) != 3 {
		t.Error("migrations are no hook before installation and upgrade")
	}
}

func TestChart_withOtherChoices_isTakenAsWell(t *testing.T) {
	other := values()
	other["blobs"] = map[string]any{"store": "folder", "size": "1Ti", "storageClassName": "files"}
	other["keys"] = map[string]any{"serviceKey": "k", "endpoint": "https://kms.example.com"}
	other["functions"] = map[string]any{"shutdownSeconds": 7200}
	other["router"] = map[string]any{"shutdownSeconds": 7200, "serviceAnnotations": map[string]any{"a.example.com/b": "c"}}
	other["serviceAccountAnnotations"] = map[string]any{"get-object": map[string]any{"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/g"}}
	for _, violation := range wrong(cluster(t, false), chartRendered(t, other)) {
		t.Error(violation)
	}
}

func TestChart_ofAStore_givesItsKeyToThoseAloneThatHandleObjects(t *testing.T) {
	for name, more := range map[string]map[string]any{
		"key":             {},
		"own authority":   {"caFile": true, "prefix": "vault", "pathStyle": false},
		"of the identity": {"credentialsSecret": ""},
	} {
		other := values()
		s3 := map[string]any{"endpoint": "https://store.example.com", "bucket": "sealed"}
		for key, value := range more {
			s3[key] = value
		}
		other["blobs"] = map[string]any{"s3": s3}
		rendered := chartRendered(t, other)
		for _, violation := range wrong(cluster(t, false), rendered) {
			t.Errorf("%s: %s", name, violation)
		}
		keys := strings.Count(string(rendered), "secretName: strongroom-store")
		if wanted := map[bool]int{true: 0, false: 5}[name == "of the identity"]; keys != wanted {
			t.Errorf("%s: %d functions have the key", name, keys)
		}
		if strings.Contains(string(rendered), "kind: PersistentVolumeClaim") {
			t.Errorf("%s: a claim beside the store", name)
		}
	}
}

func TestChart_withValuesItDoesNotKnow_isRefused(t *testing.T) {
	for name, value := range map[string]any{
		"imagse":      map[string]any{},
		"images":      map[string]any{"gateway": "registry.example.com/gateway:latest"},
		"database":    map[string]any{"url": "postgresql://user:password@db/strongroom"},
		"baseDomains": []any{".s3.example.com"},
		"functions":   map[string]any{"object": map[string]any{"maxReplicas": 21}},
		"keys":        map[string]any{"serviceKey": ""},
		"router":      map[string]any{"replicas": 2},
		"blobs":       map[string]any{"s3": map[string]any{"endpoint": "http://store.example.com", "bucket": "sealed"}},
	} {
		wrong := values()
		if given, ok := value.(map[string]any); ok && wrong[name] != nil {
			merged := map[string]any{}
			for key, old := range wrong[name].(map[string]any) {
				merged[key] = old
			}
			for key, new := range given {
				merged[key] = new
			}
			value = merged
		}
		wrong[name] = value
		if _, err := Helm(chart, wrong); err == nil {
			t.Errorf("%s: %v is taken", name, value)
		}
	}
	for _, s3 := range []map[string]any{{}, {"endpoint": "https://store.example.com"}, {"endpoint": "https://store.example.com",
		"bucket": "sealed", "credentialsSecret": "", "caFile": true}} {
		wrong := values()
		wrong["blobs"] = map[string]any{"s3": s3}
		if _, err := Helm(chart, wrong); err == nil {
			t.Errorf("store %v is taken", s3)
		}
	}
	if _, err := Helm(chart, nil); err == nil {
		t.Error("no values at all are taken")
	}
}
