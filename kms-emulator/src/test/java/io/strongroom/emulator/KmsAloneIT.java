package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strongroom.emulator.KmsProcess.Setting;
import io.strongroom.emulator.crypto.SoftToken;
import io.strongroom.local.DataDirectory;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.DatabaseChoice;
import io.strongroom.local.LocalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;

/** {@code strongroom kms} as a user meets it. */
class KmsAloneIT {

  private static final byte[] MATERIAL =
      HexFormat.of().parseHex("8f1d3c5a7e9b2468ace013579bdf02468ace1f3d5b7997b5d3f1e2c4a6880fea");

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private static SdkBytes bytes(String text) {
    return SdkBytes.fromUtf8String(text);
  }

  @Test
  void kms_killed_hasEveryKeyItAcknowledged_andItsChainHolds() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    SdkBytes blob;
    try (KmsProcess server = KmsProcess.start(data()).awaitReady();
        KmsClient kms = server.client()) {
      for (int i = 0; i < 5; i++) {
        acknowledged.add(kms.createKey().keyMetadata().keyId());
      }
      blob =
          kms.encrypt(r -> r.keyId(acknowledged.getLast()).plaintext(bytes("kept")))
              .ciphertextBlob();
      server.kill();
    }

    try (KmsProcess server = KmsProcess.start(data()).awaitReady();
        KmsClient kms = server.client()) {
      assertThat(kms.listKeys().keys().stream().map(key -> key.keyId())).containsAll(acknowledged);
      assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(bytes("kept"));
      assertThat(server.out().lines()).hasSize(1);
      assertThat(verifyAudit()).isZero();
      assertThat(server.terminate()).isZero();
    }

    assertThat(verifyAudit()).isZero();
    changeOneByteOfARecord();
    assertThat(verifyAudit()).isEqualTo(1);
  }

  private int verifyAudit() throws Exception {
    return KmsProcess.command(List.of("verify-audit", "--data", data().toString()));
  }

  private void changeOneByteOfARecord() throws Exception {
    try (LocalState state =
        new LocalState(new DataDirectory(data()), DatabaseChoice.embedded(), List.of())) {
      state.open();
      DatabaseAccess access = state.database();
      try (Connection connection =
              DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
          Statement statement = connection.createStatement()) {
        assertThat(
                statement.executeUpdate(
                    "UPDATE kms.audit_record SET record = overlay(record placing '8' from 40 for 1)"
                        + " WHERE seq = 2"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void kms_seededMaterial_isNowhereInTheDataFolder() throws Exception {
    Path seed = folder.resolve("seed.yaml");
    Files.writeString(
        seed,
        "keys: [{keyId: 11111111-2222-3333-4444-555555555555, aliases: [alias/known], material: "
            + Base64.getEncoder().encodeToString(MATERIAL)
            + "}]");
    Setting setting = new Setting(List.of("--seed=" + seed, "--admin"), Map.of(), Map.of());
    SdkBytes plaintext;
    try (KmsProcess server = KmsProcess.start(data(), setting).awaitReady();
        KmsClient kms = server.client()) {
      plaintext = kms.generateDataKey(r -> r.keyId("alias/known").keySpec("AES_256")).plaintext();
      server.terminate();
      assertThat(server.err()).doesNotContain(HexFormat.of().formatHex(MATERIAL));
    }

    for (byte[] secret : List.of(MATERIAL, plaintext.asByteArray())) {
      assertNowhere(secret);
      assertNowhere(HexFormat.of().formatHex(secret).getBytes());
      assertNowhere(Base64.getEncoder().encode(secret));
    }
  }

  private void assertNowhere(byte[] secret) throws IOException {
    String wanted = new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(wanted))
            .as(file.toString())
            .isFalse();
      }
    }
  }

  @Test
  void kms_twoInstancesOnOneDatabase_areOneKms() throws Exception {
    try (KmsProcess one = KmsProcess.start(data()).awaitReady()) {
      Path other = folder.resolve("other");
      copyIdentity(other);
      try (KmsProcess two =
              KmsProcess.start(
                      other,
                      new Setting(
                          List.of("--database-url=" + databaseOf(data())), Map.of(), Map.of()))
                  .awaitReady();
          KmsClient first = one.client();
          KmsClient second = two.client()) {
        String key = first.createKey().keyMetadata().keyId();
        SdkBytes blob =
            first.encrypt(r -> r.keyId(key).plaintext(bytes("shared"))).ciphertextBlob();
        assertThat(second.decrypt(r -> r.ciphertextBlob(blob)).plaintext())
            .isEqualTo(bytes("shared"));

        first.disableKey(r -> r.keyId(key));
        // The bound that strongroom.kms.cache-ttl gives.
        Thread.sleep(Duration.ofMillis(1100));

        assertThatThrownBy(() -> second.decrypt(r -> r.ciphertextBlob(blob)))
            .isInstanceOf(DisabledException.class);
        second.enableKey(r -> r.keyId(key));
        Thread.sleep(Duration.ofMillis(1100));
        assertThat(first.decrypt(r -> r.ciphertextBlob(blob)).plaintext())
            .isEqualTo(bytes("shared"));
        assertThat(verifyAudit()).isZero();
      }
    }
  }

  /** The same root key and the same callers. */
  private void copyIdentity(Path other) throws IOException {
    new DataDirectory(other).create();
    for (String file : List.of("identity.properties", "secrets/kms-root.key")) {
      Files.copy(
          data().resolve(file),
          other.resolve(file),
          java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static String databaseOf(Path data) throws IOException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    String password =
        Files.readString(data.resolve("secrets/postgres-strongroom.password")).strip();
    return "postgresql://strongroom:" + password + "@127.0.0.1:" + port + "/strongroom";
  }

  @Test
  void kms_movedFromFileToTokenToTokenToFile_opensOldMessages_andNeedsTheFormerNoMore()
      throws Exception {
    boolean present = SoftToken.library().isPresent();
    if (!present) {
      System.err.println(
          "SKIPPED kms_movedFromFileToTokenToTokenToFile: SoftHSM is not installed (softhsm2)");
    }
    assumeTrue(present, "SoftHSM is not installed (softhsm2)");
    SdkBytes blob;
    try (KmsProcess server = KmsProcess.start(data()).awaitReady();
        KmsClient kms = server.client()) {
      String key = kms.createKey().keyMetadata().keyId();
      blob = kms.encrypt(r -> r.keyId(key).plaintext(bytes("moved"))).ciphertextBlob();
      server.terminate();
    }
    Path configuration = folder.resolve("softhsm2.conf");
    SoftToken.make(configuration, "vault");
    Path file = data().resolve("secrets/kms-root.key");
    Map<String, String> token =
        Map.of(
            "strongroom.kms.pkcs11.library",
            SoftToken.library().orElseThrow().toString(),
            "strongroom.kms.pkcs11.token-label",
            "vault");
    Map<String, String> env =
        Map.of(
            "SOFTHSM2_CONF", configuration.toString(), "STRONGROOM_KMS_PKCS11_PIN", SoftToken.PIN);
    Map<String, String> moving = new java.util.HashMap<>(token);
    moving.put("strongroom.kms.previous-root-key-file", file.toString());

    try (KmsProcess server =
            KmsProcess.start(data(), new Setting(List.of(), moving, env)).awaitReady();
        KmsClient kms = server.client()) {
      assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(bytes("moved"));
      assertThat(server.err()).doesNotContain(SoftToken.PIN);
      server.kill();
    }
    Files.delete(file);
    try (KmsProcess server =
            KmsProcess.start(data(), new Setting(List.of(), token, env)).awaitReady();
        KmsClient kms = server.client()) {
      assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(bytes("moved"));
      server.terminate();
    }
    SoftToken.make(configuration, "other");
    try (KmsProcess server =
            KmsProcess.start(data(), new Setting(List.of(), toAnother(token), withPin(env)))
                .awaitReady();
        KmsClient kms = server.client()) {
      assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(bytes("moved"));
      server.terminate();
    }
    // Back to a file, which is made anew.
    try (KmsProcess server =
            KmsProcess.start(data(), new Setting(List.of(), former("other"), withPin(env)))
                .awaitReady();
        KmsClient kms = server.client()) {
      assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(bytes("moved"));
    }
  }

  @Test
  void kms_wrongPinOfTheToken_refusedInOneLine() throws Exception {
    assumeTrue(SoftToken.library().isPresent(), "SoftHSM is not installed (softhsm2)");
    Path configuration = folder.resolve("softhsm2.conf");
    SoftToken.make(configuration, "vault");
    Map<String, String> token =
        Map.of(
            "strongroom.kms.pkcs11.library",
            SoftToken.library().orElseThrow().toString(),
            "strongroom.kms.pkcs11.token-label",
            "vault");
    Map<String, String> env =
        Map.of("SOFTHSM2_CONF", configuration.toString(), "STRONGROOM_KMS_PKCS11_PIN", "000000");

    try (KmsProcess server = KmsProcess.start(data(), new Setting(List.of(), token, env))) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.err().lines())
          .singleElement()
          .satisfies(
              line -> assertThat(line).contains("the token 'vault'").contains("the PIN is wrong"));
    }
  }

  private static Map<String, String> former(String label) {
    return Map.of(
        "strongroom.kms.previous-pkcs11.library",
        SoftToken.library().orElseThrow().toString(),
        "strongroom.kms.previous-pkcs11.token-label",
        label);
  }

  private static Map<String, String> toAnother(Map<String, String> token) {
    Map<String, String> moving = new java.util.HashMap<>(token);
    moving.putAll(former("vault"));
    moving.put("strongroom.kms.pkcs11.token-label", "other");
    return moving;
  }

  private static Map<String, String> withPin(Map<String, String> env) {
    Map<String, String> more = new java.util.HashMap<>(env);
    more.put("STRONGROOM_KMS_PREVIOUS_PKCS11_PIN", SoftToken.PIN);
    return more;
  }

  @Test
  void kms_testControlsOnKeptKeys_refusedUnlessSaidTwice_andTheSecretIsPrivate() throws Exception {
    Setting once = new Setting(List.of("--admin"), Map.of(), Map.of());
    try (KmsProcess server = KmsProcess.start(data(), once).awaitReady();
        KmsClient kms = server.client()) {
      kms.createKey();
      assertThat(Files.getPosixFilePermissions(data().resolve("secrets/kms-admin.secret")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(server.err())
          .doesNotContain("has been blocked")
          .doesNotContainIgnoringCase("duplicate");
      server.terminate();
    }

    try (KmsProcess server = KmsProcess.start(data(), once)) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.err()).contains("--admin-on-kept-keys");
    }
    Setting twice = new Setting(List.of("--admin", "--admin-on-kept-keys"), Map.of(), Map.of());
    try (KmsProcess server = KmsProcess.start(data(), twice).awaitReady()) {
      assertThat(server.terminate()).isZero();
    }
  }

  @Test
  void kms_testSettingsInProduction_refusedInOneSentence() throws Exception {
    Setting setting =
        new Setting(
            List.of(),
            Map.of("strongroom.kms.production", "true", "strongroom.kms.auth", "false"),
            Map.of());
    try (KmsProcess server = KmsProcess.start(data(), setting)) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.err()).contains("strongroom.kms.production");
      assertThat(server.out()).isEmpty();
    }
  }
}
