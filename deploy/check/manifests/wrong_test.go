package manifests

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"
)

// Maps with keys of whoever writes them. Everywhere else an unknown field is a mistake.
var freely = regexp.MustCompile(`(/labels|/annotations|/data|[mM]atchLabels|/spec/selector)$`)

// What an installation chooses: any other value of the type is right as well.
var chosen = regexp.MustCompile(strings.Join([]string{
	`^\w+ /metadata/labels`, `/metadata/annotations/argocd`, `/metadata/annotations/kustomize`,
	`^ConfigMap .*(haproxy|backends).cfg$`, `^ConfigMap .*/data/(STRONGROOM_REGION|STRONGROOM_BASE_DOMAINS|STRONGROOM_KEY_SERVICE_\w+)$`,
	`^ConfigMap .*/data/STRONGROOM_BLOBS_S3_(ENDPOINT|REGION|BUCKET|PREFIX)$`,
	`^ConfigMap .*(QUARKUS_DATASOURCE_REACTIVE_URL|DATABASE_URL)$`, `^PersistentVolumeClaim .*storage$`,
	`autoscaling.knative.dev/(min-scale|max-scale|target|scale-down-delay)$`, `/containerConcurrency$`,
	`/resources/(requests|limits)/\w+$`, `/sizeLimit$`, `/periodSeconds$`, `/maxReplicas$`, `/minReplicas$`, `/averageUtilization$`,
	`^(NetworkPolicy|PodDisruptionBudget|HorizontalPodAutoscaler|Job|PodMonitor|Certificate) /metadata/name$`, `/issuerRef/name$`, `/failureThreshold$`,
	// Knative mounts secrets to be read only, whatever is said.
	`^Service /spec/template/spec/containers/0/volumeMounts/0/readOnly$`, `STRONGROOM_BLOBS_DIRECTORY$`,
	`/stabilizationWindowSeconds$`, `/annotations/strongroom.io/`, `/timeoutSeconds$`, `/backoffLimit$`, `/activeDeadlineSeconds$`,
}, "|"))

// The same of the key to the store, where there is one; elsewhere the third volume is the folder of blobs.
var storeKeyMount = regexp.MustCompile(`^Service /spec/template/spec/containers/0/volumeMounts/2/readOnly$`)

type change struct {
	kind, place string
	apply       func()
	undo        func()
}

// Every place of a document at which one thing can be wrong: each scalar another, each map with a field too many.
func changes(kind, place string, node any, set func(any)) []change {
	var all []change
	switch value := node.(type) {
	case map[string]any:
		if !freely.MatchString(place) {
			all = append(all, change{kind, place + "/wrongField",
				func() { value["wrongField"] = "wrong" }, func() { delete(value, "wrongField") }})
		}
		for key, child := range value {
			all = append(all, changes(kind, place+"/"+key, child, func(v any) { value[key] = v })...)
		}
	case []any:
		for i, child := range value {
			all = append(all, changes(kind, fmt.Sprintf("%s/%d", place, i), child, func(v any) { value[i] = v })...)
		}
	default:
		for _, other := range others(value) {
			all = append(all, change{kind, fmt.Sprintf("%s=%v", place, other), func() { set(other) }, func() { set(value) }})
		}
	}
	return all
}

func others(value any) []any {
	switch v := value.(type) {
	case string:
		return []any{v + "-wrong", map[string]any{"wrong": "type"}}
	case bool:
		return []any{!v, "wrong type"}
	case float64:
		return []any{v + 1, "wrong type"}
	default:
		return nil
	}
}

func documents(t *testing.T, rendered []byte) []map[string]any {
	t.Helper()
	var all []map[string]any
	for _, text := range bytes.Split(rendered, []byte("\n---\n")) {
		var document map[string]any
		if err := yaml.Unmarshal(text, &document); err != nil {
			t.Fatal(err)
		}
		if document != nil {
			all = append(all, document)
		}
	}
	return all
}

func decodeOne(document map[string]any) ([]runtime.Object, error) {
	text, err := yaml.Marshal(document)
	if err != nil {
		return nil, err
	}
	return Decode(text)
}

func TestAnythingWrong_isRefused(t *testing.T) {
	renderings := map[string][]byte{"chart": chartRendered(t, values()), "chart with a folder": chartRendered(t, inFolder(values()))}
	renderings["overlay with components"] = withComponents(t)
	for _, folder := range []string{"overlays/kourier", "overlays/store", "migrations"} {
		renderings[folder] = render(t, knativeFolder(folder))
	}
	for folder, rendered := range renderings {
		knative := cluster(t, false)
		all := documents(t, rendered)
		objects := make([]runtime.Object, len(all))
		for i, document := range all {
			decoded, err := decodeOne(document)
			if err != nil {
				t.Fatal(err)
			}
			objects[i] = decoded[0]
		}
		tried := 0
		for i, document := range all {
			kind := fmt.Sprint(document["kind"])
			for _, each := range changes(kind, "", document, nil) {
				place, _, _ := strings.Cut(each.place, "=")
				if chosen.MatchString(kind+" "+place) && !strings.HasSuffix(place, "wrongField") && !strings.HasSuffix(each.place, "]") {
					continue
				}
				if folder == "overlays/store" && storeKeyMount.MatchString(kind+" "+place) && !strings.HasSuffix(each.place, "type") {
					continue
				}
				tried++
				each.apply()
				if !refused(knative, objects, i, document) {
					t.Errorf("%s %v %s is taken", kind, document["metadata"].(map[string]any)["name"], each.place)
				}
				each.undo()
			}
		}
		if tried < 30 {
			t.Errorf("%d changes tried in %s", tried, folder)
		}
		t.Logf("%s: %d changes", folder, tried)
	}
}

func knativeFolder(folder string) string { return knative(strings.Split(folder, "/")...) }

func refused(knative *Cluster, objects []runtime.Object, i int, document map[string]any) bool {
	decoded, err := decodeOne(document)
	if err != nil {
		return true
	}
	changed := append([]runtime.Object(nil), objects...)
	changed[i] = decoded[0]
	return len(wrongObjects(knative, changed)) > 0
}
