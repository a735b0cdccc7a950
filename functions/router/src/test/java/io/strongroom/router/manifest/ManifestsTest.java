package io.strongroom.router.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.strongroom.protocol.http.Function;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes, Knative and this project demand. */
class ManifestsTest {

  private static final Path SCHEMAS = StrictManifests.ROOT.resolve("../shared/crds").normalize();

  private static List<JsonNode> functions(List<JsonNode> documents) {
    return documents.stream().filter(StrictManifests::isFunction).toList();
  }

  private static JsonNode putObject() {
    return functions(StrictManifests.below(StrictManifests.KNATIVE)).stream()
        .filter(each -> each.at("/metadata/name").asText().equals("put-object"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyManifest_hasOnlyFieldsThatItsKindKnows() {
    List<JsonNode> documents = StrictManifests.below(StrictManifests.KNATIVE);

    assertThat(documents).hasSizeGreaterThan(20).allSatisfy(StrictManifests::typed);
  }

  @Test
  void functions_areThoseOfTheRouteTable() {
    assertThat(functions(StrictManifests.below(StrictManifests.KNATIVE)))
        .extracting(each -> each.at("/metadata/name").asText())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Function.values()).map(Function::id).toList());
  }

  @Test
  void everyFunction_isAdmitted() {
    assertThat(functions(StrictManifests.below(StrictManifests.KNATIVE)))
        .allSatisfy(
            each -> {
              assertThat(FunctionRules.violations(each))
                  .as(each.at("/metadata/name") + "")
                  .isEmpty();
              assertThat(each.at("/spec/template/spec/volumes/0/secret/secretName").asText())
                  .isEqualTo("strongroom-" + each.at("/metadata/name").asText());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/template/spec, timeoutSecond, 600",
    "/spec/template/spec/containers/0, prots, x",
    "/spec/template/spec/containers/0/securityContext, readOnlyRootFileSystem, true",
    "/spec/template/spec/containers/0/readinessProbe/httpGet, paths, /",
    "/spec, templates, x",
  })
  void aFieldWithAWrongName_isRefused(String at, String name, String value) {
    JsonNode wrong = putObject().deepCopy();
    ((ObjectNode) wrong.at(at)).put(name, value);

    assertThatThrownBy(() -> StrictManifests.typed(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "/spec/template/spec, timeoutSeconds, 601",
    "/spec/template/spec, timeoutSeconds, 60",
    "/spec/template/spec, responseStartTimeoutSeconds, 300",
    "/spec/template/spec, idleTimeoutSeconds, 60",
    "/spec/template/spec, containerConcurrency, 0",
    "/spec/template/spec/containers/0, image, registry.example.com/strongroom/put-object:1.0",
    "/spec/template/spec/containers/0/ports/0, name, h2c",
    "/spec/template/spec/containers/0/livenessProbe/tcpSocket, port, 9000",
    "/spec/template/spec/containers/0/readinessProbe/httpGet, port, 8080",
    "/spec/template/spec/containers/0/securityContext, runAsNonRoot, false",
    "/spec/template/spec/containers/0/securityContext, readOnlyRootFilesystem, false",
    "/spec/template/spec/containers/0/env/0, name, DATABASE_PASSWORD",
    "/spec/template/metadata/annotations, features.knative.dev/http-full-duplex, Disabled",
    "/spec/template/metadata/annotations, autoscaling.knative.dev/min-scale, '0'",
    "/spec/template/metadata/annotations, app.example.com/built, 2026-11-22T00:00:00Z",
    "/metadata/labels, networking.knative.dev/visibility, public",
  })
  void aWrongValue_isRefused(String at, String name, String value) {
    JsonNode wrong = putObject().deepCopy();
    ObjectNode node = (ObjectNode) wrong.at(at);
    if (value.matches("\\d+") && !at.endsWith("annotations")) {
      node.put(name, Integer.parseInt(value));
    } else if (value.equals("false")) {
      node.put(name, false);
    } else {
      node.put(name, value);
    }

    assertThat(FunctionRules.violations(wrong)).isNotEmpty();
  }

  @Test
  void everyFunction_isOfTheSchemaOfItsDefinition() throws IOException {
    assumeTrue(Files.isDirectory(SCHEMAS), "no schemas of custom resources beside the project");
    CrdSchema schema =
        CrdSchema.of(
            StrictManifests.documents(Files.readString(SCHEMAS.resolve("knative-service.yaml"))),
            "Service",
            "v1");

    assertThat(functions(StrictManifests.below(StrictManifests.KNATIVE)))
        .allSatisfy(each -> assertThat(schema.violations(each)).isEmpty());
    JsonNode wrong = putObject().deepCopy();
    ((ObjectNode) wrong.at("/spec/template/spec")).put("timeoutSeconds", "600");
    assertThat(schema.violations(wrong)).isNotEmpty();
  }

  @Test
  void route_isOfTheSchemaOfItsDefinition() throws IOException {
    assumeTrue(Files.isDirectory(SCHEMAS), "no schemas of custom resources beside the project");
    CrdSchema schema =
        CrdSchema.of(
            StrictManifests.documents(Files.readString(SCHEMAS.resolve("gateway-httproutes.yaml"))),
            "HTTPRoute",
            "v1");

    assertThat(
            StrictManifests.below(StrictManifests.KNATIVE).stream()
                .filter(each -> each.path("kind").asText().equals("HTTPRoute")))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(schema.violations(each)).isEmpty());
  }

  /** A Job cannot be changed: in an overlay it would refuse the apply that has begun to upgrade. */
  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays"})
  void noJob_isAmongWhatIsUpgraded(String folder) {
    assertThat(StrictManifests.below(StrictManifests.KNATIVE.resolve(folder)))
        .noneMatch(each -> each.path("kind").asText().equals("Job"));
  }

  @Test
  void migrations_haveAJobNamedByVersion_thatToolsMakeAnew() throws IOException {
    JsonNode job =
        StrictManifests.below(StrictManifests.KNATIVE.resolve("migrations")).stream()
            .filter(each -> each.path("kind").asText().equals("Job"))
            .findFirst()
            .orElseThrow();
    Matcher version =
        Pattern.compile("<artifactId>strongroom-parent</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(StrictManifests.ROOT.resolve("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(job.at("/metadata/name").asText())
        .isEqualTo(
            "strongroom-migrations-" + version.group(1).replace('.', '-').toLowerCase(Locale.ROOT));
    JsonNode annotations = job.at("/metadata/annotations");
    assertThat(annotations.path("argocd.argoproj.io/hook-delete-policy").asText())
        .isEqualTo("BeforeHookCreation");
    assertThat(annotations.path("argocd.argoproj.io/sync-wave").asInt()).isNegative();
    assertThat(annotations.path("kustomize.toolkit.fluxcd.io/force").asText()).isEqualTo("enabled");
  }

  @Test
  void noSecret_isInAManifest() {
    assertThat(StrictManifests.below(StrictManifests.KNATIVE))
        .noneMatch(each -> each.path("kind").asText().equals("Secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kourier", "istio", "gateway-api", "long-timeouts"})
  void overlay_rendersToValidManifests(String overlay) throws Exception {
    Path kubectl =
        Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (kubectl == null) {
      System.err.println("SKIPPED: no kubectl on this machine, overlays are not rendered");
    }
    assumeTrue(kubectl != null, "kubectl is not installed");
    Process process =
        new ProcessBuilder(
                kubectl.toString(),
                "kustomize",
                StrictManifests.KNATIVE.resolve("overlays").resolve(overlay).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    List<JsonNode> documents = StrictManifests.documents(rendered);
    assertThat(documents).hasSizeGreaterThan(20).allSatisfy(StrictManifests::typed);
    assertThat(functions(documents))
        .hasSize(Function.values().length)
        .allSatisfy(
            each ->
                assertThat(
                        FunctionRules.violations(
                            each, overlay.equals("long-timeouts") ? 7200 : 600))
                    .isEmpty());
    assertThat(rendered).contains("namespace: strongroom").contains("strongroom-router-");
  }
}
