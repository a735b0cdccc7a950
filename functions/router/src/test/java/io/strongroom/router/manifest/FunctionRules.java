package io.strongroom.router.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Knative's admission, or operation, demands of a function beyond its schema. Sources: Knative
 * serving, runtime contract and issues 12387, 15352; docs/deploy/knative.md.
 */
final class FunctionRules {

  private static final Set<String> ALLOWED_VOLUMES =
      Set.of("name", "secret", "configMap", "emptyDir", "projected", "persistentVolumeClaim");
  private static final Set<String> OBJECT_PATH = Set.of("put-object", "get-object", "copy-object");
  private static final int MOST_SECONDS = 600;

  private final int mostSeconds;
  private final List<String> found = new ArrayList<>();

  private FunctionRules(int mostSeconds) {
    this.mostSeconds = mostSeconds;
  }

  static List<String> violations(JsonNode service) {
    return violations(service, MOST_SECONDS);
  }

  /**
   * @param mostSeconds the operator's max-revision-timeout-seconds
   */
  static List<String> violations(JsonNode service, int mostSeconds) {
    FunctionRules rules = new FunctionRules(mostSeconds);
    rules.checkMetadata(service);
    rules.checkRevision(service.at("/spec/template/spec"));
    return rules.found;
  }

  private void require(boolean holds, String rule) {
    if (!holds) {
      found.add(rule);
    }
  }

  private void checkMetadata(JsonNode service) {
    String name = service.at("/metadata/name").asText();
    JsonNode annotations = service.at("/spec/template/metadata/annotations");
    require(
        "cluster-local"
            .equals(
                service.at("/metadata/labels").path("networking.knative.dev/visibility").asText()),
        "visible inside the cluster only");
    service
        .at("/metadata/annotations")
        .fieldNames()
        .forEachRemaining(
            key ->
                require(
                    !key.startsWith("autoscaling.") && !key.startsWith("features."),
                    key + " belongs on the template"));
    if (takesBodies(name)) {
      require(
          annotations.path("features.knative.dev/http-full-duplex").asText().equals("Enabled"),
          "full duplex where bodies are taken");
    }
    if (OBJECT_PATH.contains(name)) {
      require(
          annotations.path("autoscaling.knative.dev/target-burst-capacity").asText().equals("0"),
          "object path not behind the activator");
      require(
          annotations.path("autoscaling.knative.dev/min-scale").asInt() >= 1,
          "object path never at zero");
    }
    require(annotations.has("autoscaling.knative.dev/max-scale"), "an upper bound of replicas");
    annotations
        .properties()
        .forEach(
            entry -> {
              require(entry.getValue().isTextual(), entry.getKey() + " is text");
              require(
                  !entry.getValue().asText().matches(".*\\d{4}-\\d\\d-\\d\\d.*"),
                  "no time in the template");
            });
  }

  private static boolean takesBodies(String function) {
    return RouteTable.rows().stream()
        .filter(row -> row.operation().function().id().equals(function))
        .anyMatch(
            row -> row.pattern().method().equals("PUT") || row.pattern().method().equals("POST"));
  }

  private void checkRevision(JsonNode spec) {
    int timeout = spec.path("timeoutSeconds").asInt();
    require(timeout >= MOST_SECONDS && timeout <= mostSeconds, "timeoutSeconds");
    require(
        spec.path("responseStartTimeoutSeconds").asInt() == timeout,
        "responseStartTimeoutSeconds is set, and the same");
    require(!spec.has("idleTimeoutSeconds"), "no idleTimeoutSeconds where bodies are received");
    require(!spec.has("initContainers") && !spec.has("affinity"), "no feature flag needed");
    require(!spec.has("securityContext"), "no securityContext of the pod");
    require(spec.path("containerConcurrency").asInt() > 0, "a hard limit of concurrency");
    require(
        spec.path("serviceAccountName").asText().startsWith("strongroom-"),
        "a service account of its own");
    for (JsonNode volume : spec.path("volumes")) {
      volume
          .fieldNames()
          .forEachRemaining(kind -> require(ALLOWED_VOLUMES.contains(kind), "volume " + kind));
    }
    require(spec.path("containers").size() == 1, "one container");
    checkContainer(spec.path("containers").path(0));
  }

  private void checkContainer(JsonNode container) {
    require(
        container.path("image").asText().matches("[^@:]+(:\\d+/[^@:]+)?@sha256:[0-9a-f]{64}"),
        "an image by its digest");
    JsonNode ports = container.path("ports");
    require(
        ports.size() == 1
            && ports.path(0).path("name").asText().equals("http1")
            && ports.path(0).path("containerPort").asInt() == 8080,
        "one port, http1, 8080");
    JsonNode ready = container.path("readinessProbe").path("httpGet");
    require(
        ready.path("port").asInt() == 9000 && ready.path("path").asText().equals("/q/health/ready"),
        "readinessProbe");
    // Knative moves a liveness probe to the serving port, and there are no health answers there.
    JsonNode live = container.path("livenessProbe");
    require(
        !live.has("httpGet") && live.at("/tcpSocket/port").asInt() == 8080,
        "livenessProbe of the serving port alone");
    JsonNode security = container.path("securityContext");
    require(security.path("runAsNonRoot").asBoolean(), "runAsNonRoot");
    require(security.path("readOnlyRootFilesystem").asBoolean(), "readOnlyRootFilesystem");
    require(
        security.has("allowPrivilegeEscalation")
            && !security.path("allowPrivilegeEscalation").asBoolean(),
        "no privilege escalation");
    require(
        security.at("/capabilities/drop/0").asText().equals("ALL")
            && !security.path("capabilities").has("add"),
        "no capabilities");
    require(
        security.at("/seccompProfile/type").asText().equals("RuntimeDefault"), "seccompProfile");
    require(container.at("/resources/limits").has("memory"), "a limit of memory");
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      require(
          !name.matches(".*(PASSWORD|SECRET|TOKEN).*") || !variable.has("value"),
          name + " by reference");
    }
  }

  static boolean isFunctionName(String name) {
    return List.of(Function.values()).stream().anyMatch(function -> function.id().equals(name));
  }
}
