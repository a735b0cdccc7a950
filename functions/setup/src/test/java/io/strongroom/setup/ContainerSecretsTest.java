package io.strongroom.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.launcher.ServeOptions;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.config.CredentialsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerSecretsTest {

  @TempDir Path folder;

  private Map<String, String> prepare() throws IOException {
    Path data = folder.resolve("data");
    ContainerSecrets.run(ServeOptions.onFreePorts(data), Map.of());
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(data.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }

  @Test
  void run_again_changesNoSecret() throws IOException {
    Map<String, String> first = prepare();

    assertThat(prepare()).isEqualTo(first);
  }

  @Test
  void run_everyFunction_hasSecretsOfItsOwn() throws IOException {
    Map<String, String> files = prepare();

    assertThat(Stream.of(Function.values()).map(f -> files.get("secrets/database/" + f.id())))
        .doesNotHaveDuplicates()
        .allSatisfy(password -> assertThat(password).hasSize(40));
    for (Function function : Function.values()) {
      String secrets = "secrets/functions/" + function.id() + "/";
      assertThat(files.get(secrets + "application.properties"))
          .contains("quarkus.datasource.password=" + files.get("secrets/database/" + function.id()))
          .contains("strongroom.router.token=" + files.get("secrets/router/token"));
      String accessKey =
          CredentialsFile.read(folder.resolve("data/" + secrets + "credentials.properties"))
              .service()
              .orElseThrow()
              .accessKeyId();
      assertThat(files.get("secrets/kms/application.properties"))
          .contains("strongroom.kms.credentials." + accessKey + ".secret=")
          .contains(
              "strongroom.kms.boundaries."
                  + accessKey
                  + "=/etc/strongroom/boundaries/"
                  + function.id()
                  + ".json");
    }
  }

  @Test
  void run_files_areTheirOwnersAlone() throws IOException {
    prepare();

    try (Stream<Path> paths = Files.walk(folder.resolve("data/secrets"))) {
      assertThat(paths.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo("rw-------"));
    }
  }
}
