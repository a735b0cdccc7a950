package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * Every operation that writes, by many clients at once, on keys of their own and on shared ones.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WritersTest {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 4;
  private static final String ALGORITHM = "RSAES_OAEP_SHA_1";

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "sa-east-1");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  private String newKey() {
    return kms.createKey(r -> r.description("of many")).keyMetadata().keyId();
  }

  private void inParallel(Work work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        all.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    work.run(client, round);
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private interface Work {
    void run(int client, int round) throws Exception;
  }

  private static void assertNothingOpen() throws SQLException {
    assertThat(
            PostgresResource.query(
                "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
                    + " OR wait_event_type = 'Lock'"))
        .isZero();
  }

  @Test
  void everyWriter_onKeysOfTheirOwn_noneStuck() throws Exception {
    inParallel(
        (client, round) -> {
          String key = newKey();
          String alias = "alias/own-" + client + "-" + round;
          kms.createAlias(r -> r.aliasName(alias).targetKeyId(key));
          kms.tagResource(r -> r.keyId(key).tags(tag("a"), tag("b")));
          grantAndRevoke(key);
          kms.updateKeyDescription(r -> r.keyId(key).description("changed"));
          kms.rotateKeyOnDemand(r -> r.keyId(key));
          kms.encrypt(r -> r.keyId(alias).plaintext(SdkBytes.fromUtf8String("plain")));
          kms.untagResource(r -> r.keyId(key).tagKeys("a", "b"));
          String other = newKey();
          kms.updateAlias(r -> r.aliasName(alias).targetKeyId(other));
          kms.deleteAlias(r -> r.aliasName(alias));
          kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
          assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState())
              .isEqualTo(KeyState.PENDING_DELETION);
        });

    assertNothingOpen();
  }

  @Test
  void everyWriter_onOneKey_noneStuck() throws Exception {
    String key = newKey();
    inParallel(
        (client, round) -> {
          kms.tagResource(r -> r.keyId(key).tags(tag("t" + client)));
          grantAndRevoke(key);
          kms.updateKeyDescription(r -> r.keyId(key).description("by " + client));
          kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("plain")));
          sharedAlias(key, "alias/shared-" + round);
          kms.untagResource(r -> r.keyId(key).tagKeys("t" + client));
        });

    assertNothingOpen();
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
    assertThat(kms.listResourceTags(r -> r.keyId(key)).tags()).isEmpty();
  }

  @Test
  void importAndItsDeletion_byMany_noneStuck() throws Exception {
    byte[] material = new byte[32];
    new SecureRandom().nextBytes(material);
    inParallel(
        (client, round) -> {
          String key = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().keyId();
          importInto(key, material);
          kms.deleteImportedKeyMaterial(r -> r.keyId(key));
          importInto(key, material);
        });

    assertNothingOpen();
  }

  private void grantAndRevoke(String key) {
    String grant =
        kms.createGrant(
                r ->
                    r.keyId(key)
                        .granteePrincipal("arn:aws:iam::111122223333:user/reader")
                        .operations(GrantOperation.DECRYPT))
            .grantId();
    kms.revokeGrant(r -> r.keyId(key).grantId(grant));
  }

  // Whoever is late is told so, and by nothing else than that.
  private void sharedAlias(String key, String alias) {
    try {
      kms.createAlias(r -> r.aliasName(alias).targetKeyId(key));
    } catch (AlreadyExistsException late) {
      assertThat(late.statusCode()).isEqualTo(400);
    }
    try {
      kms.deleteAlias(r -> r.aliasName(alias));
    } catch (NotFoundException late) {
      assertThat(late.statusCode()).isEqualTo(400);
    }
  }

  private void importInto(String key, byte[] material) throws GeneralSecurityException {
    var parameters =
        kms.getParametersForImport(
            r -> r.keyId(key).wrappingAlgorithm(ALGORITHM).wrappingKeySpec("RSA_2048"));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray())));
    byte[] wrapped = cipher.doFinal(material);
    kms.importKeyMaterial(
        r ->
            r.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
  }

  private static Tag tag(String name) {
    return Tag.builder().tagKey(name).tagValue("value").build();
  }
}
