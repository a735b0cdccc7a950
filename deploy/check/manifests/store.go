package manifests

import (
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
)

var withoutObjects = []string{"generate-data-key", "put-encryption-configuration", "manage-access"}

func (r *rules) inStore(function *core.Container) bool {
	return r.value(function, "STRONGROOM_BLOBS_STORE") == "s3"
}

// Where blobs are: a store is named whole and reached over TLS, by those alone that handle objects.
func (r *rules) store(function *core.Container) {
	place := r.value(function, "STRONGROOM_BLOBS_STORE")
	r.require(slices.Contains([]string{"", "folder", "s3"}, place), "blobs in %s", place)
	if place != "s3" {
		return
	}
	r.require(!slices.Contains(withoutObjects, r.name), "a function without objects knows the store")
	r.require(strings.HasPrefix(r.value(function, "STRONGROOM_BLOBS_S3_ENDPOINT"), "https://"), "a store without TLS")
	r.require(r.value(function, "STRONGROOM_BLOBS_S3_BUCKET") != "" && r.value(function, "STRONGROOM_BLOBS_S3_REGION") != "", "no bucket")
	r.require(slices.Contains([]string{"true", "false"}, r.value(function, "STRONGROOM_BLOBS_S3_PATH_STYLE")), "style of addresses")
	for name, file := range map[string]string{"CREDENTIALS_FILE": "upstream.key", "CA_FILE": "ca.crt"} {
		value := r.value(function, "STRONGROOM_BLOBS_S3_"+name)
		r.require(value == "" || value == "/etc/strongroom/store/"+file, "%s is where nothing is", name)
	}
}
