package io.strongroom.images;

import static io.strongroom.testkit.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.RestAssured;
import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images of two functions, built from the Dockerfiles of src/main/docker, run as an operator
 * would: as nobody in particular, without capabilities, on a root folder that cannot be written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {

  private static final Path PROJECT = Path.of(System.getProperty("images.project"));
  private static final String PACKAGING = System.getProperty("images.packaging");
  private static final String BASE = "localhost/strongroom-base:" + PACKAGING;
  private static final int USER = 65532;
  private static final byte[] BODY = "kept in a container".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;

  private final FunctionTestResource surroundings = new FunctionTestResource();
  private final List<String> containers = new ArrayList<>();
  private Map<String, String> settings = Map.of();
  private boolean started;
  private boolean cached;

  @BeforeAll
  void buildImages() throws IOException {
    String missing = Podman.missing();
    if (missing == null && packaged("put-object").isEmpty()) {
      missing = "put-object is not packaged";
    }
    if (missing != null) {
      System.err.println("SKIPPED: no container image was built or run: " + missing);
    }
    assumeTrue(missing == null, () -> "container images");
    if (PACKAGING.equals("jvm")) {
      BaseImage.forJvm(folder.resolve("base"), BASE);
    } else {
      BaseImage.forNative(packaged("put-object").orElseThrow(), folder.resolve("base"), BASE);
    }
    Podman.Outcome trial = Podman.trial(BASE, "/lib64/ld-linux-x86-64.so.2", "--version");
    if (trial.exitCode() != 0) {
      System.err.println("SKIPPED: no container runs here: " + trial.output());
    }
    assumeTrue(trial.exitCode() == 0, () -> "container images");
    settings = surroundings.start();
    started = true;
    Path blobs = Files.createDirectories(TestDatabase.blobs());
    for (Path own : List.of(blobs, Path.of(settings.get("strongroom.credentials-file")))) {
      Files.setAttribute(own, "unix:uid", USER);
    }
    Files.setAttribute(blobs.getParent(), "unix:uid", USER);
    TestDatabase.createBucket("contained");
  }

  @AfterAll
  void stop() throws IOException {
    for (String container : containers) {
      Podman.run("podman", "--runtime", "runc", "rm", "-f", "-t", "15", container);
    }
    if (started) {
      surroundings.stop();
    }
  }

  /** What goes into the image; empty when it was not built. */
  private static Optional<Path> packaged(String function) throws IOException {
    String ending = PACKAGING.equals("jvm") ? "quarkus-app" : "-runner";
    try (Stream<Path> files = Files.list(PROJECT.resolve("functions/" + function + "/target"))) {
      return files.filter(file -> file.toString().endsWith(ending)).findAny();
    }
  }

  @Test
  void containers_onePutsAndTheOtherGets_whatWasPut() throws Exception {
    int puts = run("put-object");
    int gets = run("get-object");

    RestAssured.port = puts;
    signed().body(BODY).put("/contained/a").then().statusCode(200);

    RestAssured.port = gets;
    signed()
        .get("/contained/a")
        .then()
        .statusCode(200)
        .body(equalTo(new String(BODY, StandardCharsets.UTF_8)));
  }

  private int run(String function) throws Exception {
    String image = function.equals("put-object") ? cachedImage() : plainImage(function);
    int port = FreePort.next();
    int management = FreePort.next();
    List<String> options = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          if (!name.contains("\"") && !name.contains("test-port")) {
            options.addAll(List.of("-e", variable(name) + "=" + value));
          }
        });
    options.addAll(List.of("-e", "QUARKUS_HTTP_PORT=" + port));
    options.addAll(List.of("-e", "QUARKUS_MANAGEMENT_PORT=" + management));
    Path data = TestDatabase.blobs().getParent();
    options.addAll(List.of("-v", data + ":" + data));
    String container = "strongroom-test-" + function;
    Podman.run("podman", "--runtime", "runc", "rm", "-f", container);
    containers.add(container);
    Podman.start(image, container, options);
    awaitHealthy(container);
    return port;
  }

  /** Asks as an engine does: with the image's own health check. */
  private static void awaitHealthy(String container) throws Exception {
    Podman.Outcome health = new Podman.Outcome(1, "never asked");
    for (int i = 0; i < 60 && health.exitCode() != 0; i++) {
      Thread.sleep(500);
      health = Podman.run("podman", "--runtime", "runc", "healthcheck", "run", container);
    }
    String log = Podman.run("podman", "logs", container).output();
    assertThat(health.exitCode()).as("%s%n%s", health.output(), log).isZero();
  }

  @Test
  void image_inspected_hasAnOrdinaryUserLabelsAndABillOfMaterials() throws IOException {
    String image = plainImage("put-object");

    assertThat(inspect(image, "{{.Config.User}}")).isEqualTo(USER + ":" + USER);
    assertThat(inspect(image, "{{index .Labels \"org.opencontainers.image.title\"}}"))
        .isEqualTo("strongroom-put-object");
    assertThat(inspect(image, "{{.Config.Healthcheck}}")).contains("CMD");
    assertThat(inspect(image, "{{.Config.Entrypoint}}")).doesNotContain("/bin/sh");
  }

  /** A JVM ignores a cache that does not fit, and starts slowly: nothing else would tell. */
  @Test
  void image_ofTheJvm_takesItsClassesFromTheAheadOfTimeCache() throws IOException {
    assumeTrue(PACKAGING.equals("jvm"), () -> "a native executable has no cache");

    assertThat(
            Podman.runOnce(cachedImage(), List.of("JDK_JAVA_OPTIONS=-Xlog:class+load"), "health"))
        .contains("io.strongroom.runtime.start.FunctionMain source: shared objects file");
  }

  @Test
  void image_builtTwice_isTheSame() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      // What a rehearsal records is never quite the same twice.
      ids.add(inspect(plainImage("get-object"), "{{.RootFS.Layers}}"));
    }
    assertThat(ids.getFirst()).isEqualTo(ids.getLast());
  }

  /** Built once: a rehearsal takes half a minute. */
  private String cachedImage() throws IOException {
    String image = image("put-object") + "-cached";
    if (!cached) {
      build(image, "put-object", true);
      cached = true;
    }
    return image;
  }

  private static String plainImage(String function) throws IOException {
    String image = image(function);
    build(image, function, false);
    return image;
  }

  /** With an ahead-of-time cache or without, where the packaging knows the difference. */
  private static void build(String image, String function, boolean cached) throws IOException {
    Podman.build(
        PROJECT,
        "Dockerfile." + PACKAGING,
        image,
        PACKAGING.equals("jvm") && !cached ? "plain" : "",
        "BASE_IMAGE=" + BASE,
        "FUNCTION=" + function);
  }

  private static String inspect(String image, String format) throws IOException {
    return Podman.run("podman", "image", "inspect", "--format", format, image).orThrow();
  }

  private static String image(String function) {
    return "localhost/strongroom-" + function + ":" + PACKAGING;
  }

  private static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
