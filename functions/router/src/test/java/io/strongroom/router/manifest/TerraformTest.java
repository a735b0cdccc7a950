package io.strongroom.router.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strongroom.protocol.http.Function;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Terraform code is formatted, documented and tested; where Terraform is, it runs. */
class TerraformTest {

  private static final Path TERRAFORM = StrictManifests.ROOT.resolve("terraform");
  private static final Path MODULE = TERRAFORM.resolve("modules/functions");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(variable|output) \"(\\w+)\" \\{\\n(.*?)^\\}");

  @TempDir Path folder;

  private static Path program() {
    Path program =
        Stream.of("terraform", "tofu")
            .flatMap(name -> Stream.of("/usr/local/bin", "/usr/bin").map(bin -> Path.of(bin, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (program == null) {
      System.err.println("SKIPPED: neither terraform nor tofu on this machine");
    }
    assumeTrue(program != null, "terraform is not installed");
    return program;
  }

  private String run(Path directory, String... arguments) throws Exception {
    Stream<String> command = Stream.concat(Stream.of(program().toString()), Stream.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command.toList())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of("TF_DATA_DIR", folder.resolve("data").toString(), "CHECKPOINT_DISABLE", "1"));
    builder.environment().remove("TF_CLI_CONFIG_FILE");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Copied out of the project, as Terraform does with a module that it downloads. */
  @Test
  void module_passesItsTestsWhereverItIs() throws Exception {
    Path module = folder.resolve("alone");
    try (Stream<Path> files = Files.walk(MODULE)) {
      for (Path file : files.filter(each -> !each.toString().contains(".terraform")).toList()) {
        Files.copy(file, module.resolve(MODULE.relativize(file).toString()));
      }
    }
    run(module, "init", "-no-color", "-input=false");

    assertThat(run(module, "test", "-no-color")).contains("14 passed, 0 failed");
  }

  @ParameterizedTest
  @EnumSource
  void module_hasTheBoundariesThatEverythingElseHas(Function function) throws Exception {
    String name = function.id() + ".json";

    assertThat(MODULE.resolve("boundaries").resolve(name))
        .hasSameTextualContentAs(StrictManifests.ROOT.resolve("deploy/kms/boundaries/" + name));
  }

  @Test
  void knative_isCompleteWhenTheNewRevisionServes() throws Exception {
    assertThat(Files.readString(TERRAFORM.resolve("knative/main.tf")))
        .containsPattern(
            "(?s)wait_for \\{\\s+condition \\{\\s+type\\s+= \"Ready\"\\s+status = \"True\"")
        .contains("value = module.functions.revisions[each.key]");
  }

  @Test
  void everything_isFormatted_andSoParses() throws Exception {
    run(TERRAFORM, "fmt", "-check", "-recursive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"modules/functions", "knative", "docker", "kms-aws", "kms-huawei", "kms-vault"})
  void variablesAndOutputs_areDescribed(String root) throws Exception {
    for (String file : List.of("variables.tf", "outputs.tf")) {
      Matcher blocks = BLOCK.matcher(Files.readString(TERRAFORM.resolve(root).resolve(file)));
      int count = 0;
      while (blocks.find()) {
        count++;
        assertThat(blocks.group(3)).as(blocks.group(2)).contains("  description = \"");
        assertThat(blocks.group(2)).doesNotContain("password", "secret_key", "token");
      }
      assertThat(count).as(file).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms-aws", "kms-huawei", "kms-vault"})
  void keys_cannotBeDestroyedByMistake_andRotate(String root) throws Exception {
    assertThat(Files.readString(TERRAFORM.resolve(root).resolve("main.tf")))
        .contains("prevent_destroy = true")
        .containsPattern("rotat");
  }
}
