package io.strongroom.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything that is deployed, as Knative, Kustomize, Terraform and Helm read it. */
class DeploymentChecksIT {

  @Test
  void checks_ofDeployCheck_pass() throws Exception {
    Optional<String> missing = GoTools.missing();
    missing.ifPresent(
        reason ->
            System.err.println("SKIPPED: manifests are not read by Knative's code: " + reason));
    assumeTrue(missing.isEmpty(), () -> "deploy/check");

    GoTools.Outcome outcome = GoTools.run("test", "-count=1", "./...");
    assertThat(outcome.exitCode()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output()).contains("ok  \tstrongroom.io/deploy/check/manifests");
  }
}
