package io.strongroom.emulator.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.strongroom.emulator.config.KmsConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeysTest {

  @TempDir Path folder;

  private KmsConfig withTokenAt(String property) {
    return new SmallRyeConfigBuilder()
        .withConverter(Path.class, 100, path -> path.isEmpty() ? null : Path.of(path))
        .withMapping(KmsConfig.class)
        .withDefaultValues(
            Map.of(
                "strongroom.kms." + property + ".library",
                "/nowhere/libpkcs11.so",
                "strongroom.kms.root-key-file",
                folder.resolve("root.key").toString()))
        .build()
        .getConfigMapping(KmsConfig.class);
  }

  private void refusedWithoutPin(String property, String variable, Consumer<KmsConfig> use) {
    KmsConfig config = withTokenAt(property);
    assertThatThrownBy(() -> use.accept(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("strongroom.kms." + property + " needs pin-file")
        .hasMessageEndingWith(variable);
  }

  @Test
  void of_tokenWithoutPin_saysWhereToPutIt() {
    refusedWithoutPin("pkcs11", "STRONGROOM_KMS_PKCS11_PIN", RootKeys::of);
  }

  @Test
  void former_tokenWithoutPin_saysWhereToPutIt() {
    refusedWithoutPin("previous-pkcs11", "STRONGROOM_KMS_PREVIOUS_PKCS11_PIN", RootKeys::former);
  }
}
