package io.strongroom.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of the gateway, whose {@code serve} starts a PostgreSQL beside itself. */
class GatewayImageIT {

  private static final Path PROJECT = Path.of(System.getProperty("images.project"));
  private static final String BASE = "localhost/strongroom-base:gateway";
  private static final String IMAGE = "localhost/strongroom-gateway:jvm";
  private static final String CONTAINER = "strongroom-test-gateway";
  private static final int USER = 65532;

  @TempDir static Path folder;

  @AfterEach
  void stop() throws Exception {
    if (Podman.missing() == null) {
      Podman.run("podman", "--runtime", "runc", "rm", "-f", "-t", "15", CONTAINER);
    }
  }

  @Test
  void serve_inAContainer_isReadyWithItsOwnDatabase() throws Exception {
    String missing = Podman.missing();
    if (missing == null && !System.getProperty("images.packaging").equals("jvm")) {
      missing = "this build makes native executables";
    }
    Path packaged = PROJECT.resolve("functions/gateway/target/quarkus-app");
    if (missing == null && !Files.isDirectory(packaged)) {
      missing = "the gateway is not packaged";
    }
    if (missing != null) {
      System.err.println("SKIPPED: `gateway serve` was not run in a container: " + missing);
    }
    assumeTrue(missing == null, () -> "the gateway's image");
    BaseImage.forGateway(folder.resolve("base"), BASE);
    Podman.Outcome trial = Podman.trial(BASE, "/lib64/ld-linux-x86-64.so.2", "--version");
    if (trial.exitCode() != 0) {
      System.err.println("SKIPPED: no container runs here: " + trial.output());
    }
    assumeTrue(trial.exitCode() == 0, () -> "container images");
    Podman.build(
        PROJECT, "Dockerfile.jvm", IMAGE, "plain", "BASE_IMAGE=" + BASE, "FUNCTION=gateway");

    assertThat(outputOfServe()).contains("ready");
  }

  /** Standard output when it names the service as ready, or whatever was said until it ended. */
  private static String outputOfServe() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.setAttribute(data, "unix:uid", USER);
    Podman.start(
        IMAGE,
        CONTAINER,
        List.of("--tmpfs", "/tmp:rw,exec", "-v", data + ":/data", "-e", "HOME=/data"),
        "serve",
        "--data=/data/strongroom",
        "--http-port=0",
        "--https-port=0",
        "--kms-port=0",
        "--management-port=0");
    String said = "";
    for (int i = 0; i < 240 && !said.contains("ready"); i++) {
      Thread.sleep(500);
      said = Podman.run("podman", "logs", CONTAINER).output();
      if (!Podman.run("podman", "inspect", "--format", "{{.State.Running}}", CONTAINER)
          .output()
          .contains("true")) {
        break;
      }
    }
    return said;
  }
}
