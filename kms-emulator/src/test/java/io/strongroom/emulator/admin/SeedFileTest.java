package io.strongroom.emulator.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedFileTest {

  private static final Scope HOME = new Scope(AccountId.of("000000000000"), Region.of("us-east-1"));
  private static final String ID = "keyId: 11111111-2222-3333-4444-555555555555";

  @TempDir Path folder;

  private SeedFile read(String text) throws IOException {
    Path file = folder.resolve("seed");
    Files.writeString(file, text);
    return SeedFile.read(file, HOME);
  }

  @Test
  void read_json_isTakenAsYaml() throws IOException {
    SeedFile seed =
        read(
            "{\"keys\": [{\"keyId\": \"11111111-2222-3333-4444-555555555555\","
                + " \"account\": 111122223333, \"region\": \"cn-north-1\"}]}");

    SeedKey key = seed.keys().getFirst();
    assertThat(key.arn().toString())
        .isEqualTo(
            "arn:aws-cn:kms:cn-north-1:111122223333:key/11111111-2222-3333-4444-555555555555");
    assertThat(key.spec()).isEqualTo(KeySpec.SM4);
  }

  @Test
  void read_emptyFile_isAnEmptySeed() throws IOException {
    assertThat(read("").keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kees: []",
        "keys: 1",
        "keys: {}",
        "keys: [{}]",
        "keys: [{keyId: not-an-id}]",
        "- a",
        "keys: [",
        "keys: []\nkeys: []",
        "a: &a [x]\nkeys: *a",
        "keys: [{" + ID + ", colour: red}]",
        "keys: [{" + ID + ", account: 000000000000}]",
        "keys: [{" + ID + ", spec: AES}]",
        "keys: [{" + ID + ", aliases: [nope]}]",
        "keys: [{" + ID + ", tags: {a: 1}}]",
        "keys: [{" + ID + ", grants: [{operations: [Decrypt]}]}]",
        "!!javax.script.ScriptEngineManager []"
      })
  void read_wrong_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void read_notWellFormed_refusedWithoutQuotingIt() {
    assertThatThrownBy(() -> read("keys: [{material: c2VjcmV0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void secret_ofTheKeysSize_elseRefused() throws IOException {
    SeedKey right =
        read("keys: [{" + ID + ", material: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=}]")
            .keys()
            .getFirst();
    try (SecretBytes secret = right.secret().orElseThrow()) {
      assertThat(secret.length()).isEqualTo(32);
    }
    SeedKey wrong = read("keys: [{" + ID + ", material: AAEC}]").keys().getFirst();
    assertThatThrownBy(wrong::secret).isInstanceOf(IllegalStateException.class);
    SeedKey pair = read("keys: [{" + ID + ", spec: RSA_2048, material: AAEC}]").keys().getFirst();
    assertThatThrownBy(pair::secret).isInstanceOf(IllegalStateException.class);
  }
}
