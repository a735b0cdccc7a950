package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.kms.local.LocalKeysFactory;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalContractTest extends KmsClientContract {

  @TempDir Path folder;
  private Path file;
  private KmsClient kms;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("keys");
    write(
        "# three keys",
        "orders 1 " + newKey(),
        "orders 2 " + newKey(),
        "",
        "other/key 7 " + newKey(),
        "off 1 " + newKey() + " disabled");
    kms = LocalKeysFactory.create(file);
  }

  private static String newKey() {
    return Base64.getEncoder().encodeToString(StandIn.random(32));
  }

  private void write(String... lines) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, java.util.List.of(lines));
  }

  @Override
  protected KmsClient kms() {
    return kms;
  }

  @Override
  protected String key() {
    return "orders";
  }

  @Override
  protected String otherKey() {
    return "other/key";
  }

  @Override
  protected String unknownKey() {
    return "nothing";
  }

  @Test
  void disabledKey_refused() {
    assertRefusedAsDisabled("off");
  }

  @Test
  void open_readableByOthers_refused() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> LocalKeysFactory.create(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("others");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "orders 1",
        "orders 0 KEY",
        "orders one KEY",
        "orders 1 AAAA",
        "orders 1 KEY enabled",
        "or:ders 1 KEY",
        "orders 1 !!!!"
      })
  void open_wrongLine_refusedWithoutShowingIt(String line) throws IOException {
    String key = newKey();
    write("fine 1 " + newKey(), line.replace("KEY", key));
    assertThatThrownBy(() -> LocalKeysFactory.create(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key file, line 2 is wrong");
  }

  @Test
  void open_versionTwice_refused() throws IOException {
    write("orders 1 " + newKey(), "orders 1 " + newKey());
    assertThatThrownBy(() -> LocalKeysFactory.create(file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fileGone_keysGoOnAndTheOperatorIsTold() throws IOException {
    WrapServiceProvider client = LocalKeysFactory.create(file);
    Files.delete(file);
    Eventually.succeeds(
        () -> {
          get(client.generateDataKey(KeyName.parse("orders"), 32, CONTEXT, ALICE));
          assertThat(client.trouble()).isPresent();
          return true;
        });
  }

  @Test
  void newVersion_oldKeysStillOpen() throws IOException {
    String first = newKey();
    write("orders 1 " + first);
    GeneratedDataKey made =
        get(
            LocalKeysFactory.create(file)
                .generateDataKey(KeyName.parse("orders"), 32, CONTEXT, ALICE));
    write("orders 1 " + first, "orders 2 " + newKey());
    KmsClient later = LocalKeysFactory.create(file);
    assertThat(
            get(later.decrypt(KeyName.parse("orders"), made.wrapped(), CONTEXT, ALICE))
                .plaintext()
                .matches(made.plaintext()))
        .isTrue();
  }
}
