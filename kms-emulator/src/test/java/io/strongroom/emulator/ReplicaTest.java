package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.server.KmsEndpoint;
import io.strongroom.emulator.service.KeyDeletions;
import io.strongroom.emulator.store.KeyStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** Multi-region keys: one id, one material, several regions. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReplicaTest {

  @Inject KmsEndpoint endpoint;
  @Inject KeyStore keys;
  @Inject KeyDeletions deletions;
  @Inject KmsClock clock;

  private KmsClient here;
  private KmsClient there;

  @BeforeEach
  void connect() {
    here = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-west-1");
    there = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-west-2");
  }

  @AfterEach
  void disconnect() {
    here.close();
    there.close();
  }

  private String newKey() {
    return here.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
  }

  private KeyMetadata replicate(String keyId) {
    return here.replicateKey(
            r ->
                r.keyId(keyId)
                    .replicaRegion("eu-west-2")
                    .description("replica")
                    .tags(Tag.builder().tagKey("t").tagValue("v").build()))
        .replicaKeyMetadata();
  }

  private static SdkBytes encrypt(KmsClient client, String keyId) {
    return client
        .encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("text")))
        .ciphertextBlob();
  }

  private static String decrypt(KmsClient client, SdkBytes ciphertext) {
    return client.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String();
  }

  private static MultiRegionConfiguration family(KmsClient client, String keyId) {
    return client.describeKey(r -> r.keyId(keyId)).keyMetadata().multiRegionConfiguration();
  }

  @Test
  void replica_opensWhatThePrimarySealed_beforeAndAfterRotations() {
    String keyId = newKey();
    SdkBytes first = encrypt(here, keyId);
    here.rotateKeyOnDemand(r -> r.keyId(keyId));
    SdkBytes second = encrypt(here, keyId);
    KeyMetadata replica = replicate(keyId);
    here.rotateKeyOnDemand(r -> r.keyId(keyId));
    SdkBytes third = encrypt(here, keyId);

    assertThat(replica.keyId()).isEqualTo(keyId).startsWith("mrk-");
    assertThat(replica.description()).isEqualTo("replica");
    for (SdkBytes ciphertext : new SdkBytes[] {first, second, third}) {
      assertThat(decrypt(there, ciphertext)).isEqualTo("text");
    }
    assertThat(decrypt(here, encrypt(there, keyId))).isEqualTo("text");
    assertThat(there.listResourceTags(r -> r.keyId(keyId)).tags()).hasSize(1);
    assertThat(there.describeKey(r -> r.keyId(keyId)).keyMetadata().currentKeyMaterialId())
        .isEqualTo(here.describeKey(r -> r.keyId(keyId)).keyMetadata().currentKeyMaterialId());
  }

  @Test
  void family_shownByEveryMember_andThePrimaryMoves() {
    String keyId = newKey();
    replicate(keyId);

    assertThat(family(here, keyId).multiRegionKeyType()).isEqualTo(MultiRegionKeyType.PRIMARY);
    assertThat(family(there, keyId).multiRegionKeyType()).isEqualTo(MultiRegionKeyType.REPLICA);
    assertThat(family(there, keyId).primaryKey().region()).isEqualTo("eu-west-1");
    assertThat(family(here, keyId).replicaKeys()).hasSize(1);

    here.enableKeyRotation(r -> r.keyId(keyId).rotationPeriodInDays(100));
    here.updatePrimaryRegion(r -> r.keyId(keyId).primaryRegion("eu-west-2"));

    assertThat(family(there, keyId).multiRegionKeyType()).isEqualTo(MultiRegionKeyType.PRIMARY);
    assertThat(family(here, keyId).multiRegionKeyType()).isEqualTo(MultiRegionKeyType.REPLICA);
    for (KmsClient client : new KmsClient[] {here, there}) {
      assertThat(client.getKeyRotationStatus(r -> r.keyId(keyId)).rotationPeriodInDays())
          .isEqualTo(100);
    }
    assertThatThrownBy(() -> here.rotateKeyOnDemand(r -> r.keyId(keyId)))
        .isInstanceOf(UnsupportedOperationException.class);
    SdkBytes before = encrypt(here, keyId);
    there.rotateKeyOnDemand(r -> r.keyId(keyId));
    assertThat(decrypt(there, before)).isEqualTo("text");
  }

  @Test
  void replicateKey_notAPrimary_orThereAlready_refused() {
    String single = here.createKey().keyMetadata().keyId();
    String keyId = newKey();
    replicate(keyId);

    assertThatThrownBy(() -> replicate(single))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("is not a multi-region primary key.");
    assertThatThrownBy(() -> replicate(keyId)).isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> there.replicateKey(r -> r.keyId(keyId).replicaRegion("eu-central-1")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> here.replicateKey(r -> r.keyId(keyId).replicaRegion("cn-north-1")))
        .hasMessageContaining("cannot be replicated");
  }

  @Test
  void disabledReplica_leavesThePrimaryInUse() {
    String keyId = newKey();
    replicate(keyId);
    there.disableKey(r -> r.keyId(keyId));

    assertThat(decrypt(here, encrypt(here, keyId))).isEqualTo("text");
    assertThatThrownBy(() -> encrypt(there, keyId)).hasMessageContaining("is disabled.");
    assertThatThrownBy(
            () ->
                Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-west-3")
                    .describeKey(r -> r.keyId(keyId)))
        .isInstanceOf(NotFoundException.class);
  }

  private KeyMetadata metadata(KmsClient client, String keyId) {
    return client.describeKey(r -> r.keyId(keyId)).keyMetadata();
  }

  @Test
  void deletedPrimary_waitsForItsReplicas_thenForItsOwnTime() {
    String keyId = newKey();
    replicate(keyId);
    var asked = here.scheduleKeyDeletion(r -> r.keyId(keyId).pendingWindowInDays(8));

    assertThat(asked.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
    assertThat(asked.deletionDate()).isNull();
    assertThat(metadata(here, keyId).pendingDeletionWindowInDays()).isEqualTo(8);
    assertThatThrownBy(() -> encrypt(here, keyId)).isInstanceOf(KmsInvalidStateException.class);
    assertThatThrownBy(() -> here.scheduleKeyDeletion(r -> r.keyId(keyId)))
        .isInstanceOf(KmsInvalidStateException.class);
    assertThat(decrypt(there, encrypt(there, keyId))).isEqualTo("text");

    Instant begin = clock.instant();
    there.scheduleKeyDeletion(r -> r.keyId(keyId).pendingWindowInDays(7));
    deletions.advance().await().indefinitely();
    assertThat(metadata(here, keyId).keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);

    keys.deleteDue(begin.plus(Duration.ofDays(7).plusHours(1))).await().indefinitely();
    deletions.advance().await().indefinitely();
    KeyMetadata last = metadata(here, keyId);
    assertThat(last.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(last.deletionDate()).isAfter(begin.plus(Duration.ofDays(7)));
    assertThat(last.multiRegionConfiguration().replicaKeys()).isEmpty();
  }

  @Test
  void deletedPrimary_cancelled_disabledLikeAnyOther() {
    String keyId = newKey();
    replicate(keyId);
    here.scheduleKeyDeletion(r -> r.keyId(keyId));
    here.cancelKeyDeletion(r -> r.keyId(keyId));

    assertThat(metadata(here, keyId).keyState()).isEqualTo(KeyState.DISABLED);
    here.enableKey(r -> r.keyId(keyId));
    assertThat(decrypt(there, encrypt(here, keyId))).isEqualTo("text");
  }

  @Test
  void deletedPrimary_withoutReplicas_pendingDeletionAtOnce() {
    String keyId = newKey();
    var asked = here.scheduleKeyDeletion(r -> r.keyId(keyId));

    assertThat(asked.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(asked.deletionDate()).isNotNull();
  }
}
