package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidGrantIdException;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.Tag;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KeyManagementTest {

  private static final String EVE = "arn:aws:iam::444455556666:user/eve";

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;
  private KmsClient eve;
  private String keyId;
  private String arn;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-east-2");
    eve = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.OTHER_ACCESS_KEY, "us-east-2");
    var key = kms.createKey().keyMetadata();
    keyId = key.keyId();
    arn = key.arn();
  }

  @AfterEach
  void disconnect() {
    kms.close();
    eve.close();
  }

  private SdkBytes encrypt(KmsClient client, Map<String, String> context) {
    return client
        .encrypt(
            r ->
                r.keyId(arn).plaintext(SdkBytes.fromUtf8String("plain")).encryptionContext(context))
        .ciphertextBlob();
  }

  private static String decrypt(KmsClient client, SdkBytes blob, Map<String, String> context) {
    return client
        .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context))
        .plaintext()
        .asUtf8String();
  }

  private static void assertDenied(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }

  @Test
  void grant_toOtherAccount_allowsExactlyItsOperations() {
    assertDenied(() -> encrypt(eve, Map.of()));
    kms.createGrant(r -> r.keyId(keyId).granteePrincipal(EVE).operations(GrantOperation.ENCRYPT));

    SdkBytes blob = encrypt(eve, Map.of());

    assertDenied(() -> decrypt(eve, blob, Map.of()));
    assertThat(decrypt(kms, blob, Map.of())).isEqualTo("plain");
  }

  @Test
  void grant_contextSubset_allowsOnlyThatContext() {
    kms.createGrant(
        r ->
            r.keyId(keyId)
                .granteePrincipal(EVE)
                .operations(GrantOperation.ENCRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("dept", "it"))));

    encrypt(eve, Map.of("dept", "it", "more", "x"));
    assertDenied(() -> encrypt(eve, Map.of("dept", "hr")));
    assertDenied(() -> encrypt(eve, Map.of()));
  }

  @Test
  void revokeGrant_endsThePermissionAtOnce() {
    String grantId =
        kms.createGrant(
                r -> r.keyId(keyId).granteePrincipal(EVE).operations(GrantOperation.ENCRYPT))
            .grantId();
    encrypt(eve, Map.of());

    kms.revokeGrant(r -> r.keyId(keyId).grantId(grantId));

    assertDenied(() -> encrypt(eve, Map.of()));
    assertThatThrownBy(() -> kms.revokeGrant(r -> r.keyId(keyId).grantId(grantId)))
        .isInstanceOf(InvalidGrantIdException.class);
  }

  @Test
  void createGrant_sameNameAndTerms_sameGrantNewToken() {
    var first =
        kms.createGrant(
            r ->
                r.keyId(keyId)
                    .granteePrincipal(EVE)
                    .operations(GrantOperation.ENCRYPT)
                    .name("one"));
    var second =
        kms.createGrant(
            r ->
                r.keyId(keyId)
                    .granteePrincipal(EVE)
                    .operations(GrantOperation.ENCRYPT)
                    .name("one"));
    var other =
        kms.createGrant(
            r ->
                r.keyId(keyId)
                    .granteePrincipal(EVE)
                    .operations(GrantOperation.DECRYPT)
                    .name("one"));

    assertThat(second.grantId()).isEqualTo(first.grantId());
    assertThat(second.grantToken()).isNotEqualTo(first.grantToken());
    assertThat(other.grantId()).isNotEqualTo(first.grantId());
    assertThat(kms.listGrants(r -> r.keyId(keyId)).grants()).hasSize(2);
  }

  @Test
  void retireGrant_byTokenOfGranteeWithRetire_removesIt() {
    var grant =
        kms.createGrant(
            r ->
                r.keyId(keyId)
                    .granteePrincipal(EVE)
                    .operations(GrantOperation.ENCRYPT, GrantOperation.RETIRE_GRANT));

    eve.retireGrant(r -> r.grantToken(grant.grantToken()));

    assertThat(kms.listGrants(r -> r.keyId(keyId)).grants()).isEmpty();
  }

  @Test
  void retireGrant_granteeWithoutRetire_denied() {
    var grant =
        kms.createGrant(
            r -> r.keyId(keyId).granteePrincipal(EVE).operations(GrantOperation.ENCRYPT));

    assertDenied(() -> eve.retireGrant(r -> r.grantToken(grant.grantToken())));
    assertThatThrownBy(() -> eve.retireGrant(r -> r.grantToken("made-up")))
        .isInstanceOf(InvalidGrantTokenException.class);
  }

  @Test
  void createGrant_byGrantee_onlyWhatItHolds() {
    kms.createGrant(
        r ->
            r.keyId(keyId)
                .granteePrincipal(EVE)
                .operations(GrantOperation.ENCRYPT, GrantOperation.CREATE_GRANT));
    String other = "arn:aws:iam::444455556666:user/mallory";

    eve.createGrant(r -> r.keyId(arn).granteePrincipal(other).operations(GrantOperation.ENCRYPT));
    assertDenied(
        () ->
            eve.createGrant(
                r -> r.keyId(arn).granteePrincipal(other).operations(GrantOperation.DECRYPT)));
  }

  @Test
  void createGrant_dryRun_makesNone() {
    assertThatThrownBy(
            () ->
                kms.createGrant(
                    r ->
                        r.keyId(keyId)
                            .granteePrincipal(EVE)
                            .operations(GrantOperation.ENCRYPT)
                            .dryRun(true)))
        .isInstanceOf(DryRunOperationException.class);
    assertThat(kms.listGrants(r -> r.keyId(keyId)).grants()).isEmpty();
  }

  @Test
  void listRetirableGrants_showsGrantsOfThePrincipal() {
    String retirer = "arn:aws:iam::111122223333:user/retirer-" + keyId;
    kms.createGrant(
        r ->
            r.keyId(keyId)
                .granteePrincipal(EVE)
                .retiringPrincipal(retirer)
                .operations(GrantOperation.DECRYPT));

    assertThat(kms.listRetirableGrants(r -> r.retiringPrincipal(retirer)).grants())
        .singleElement()
        .satisfies(grant -> assertThat(grant.keyId()).isEqualTo(arn));
  }

  @Test
  void putKeyPolicy_denyWithContextCondition_enforced() {
    kms.putKeyPolicy(
        r ->
            r.keyId(keyId)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Principal": {"AWS": "111122223333"},
                       "Action": "kms:*", "Resource": "*"},
                      {"Effect": "Deny", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*",
                       "Condition": {"StringNotEquals": {"kms:EncryptionContext:dept": "it"}}}]}
                    """));

    encrypt(kms, Map.of("dept", "it"));
    assertDenied(() -> encrypt(kms, Map.of("dept", "hr")));
    assertDenied(() -> encrypt(kms, Map.of()));
    assertThat(kms.getKeyPolicy(r -> r.keyId(keyId)).policy()).contains("dept");
  }

  @Test
  void putKeyPolicy_lockingOutTheCaller_refusedUnlessBypassed() {
    String onlyEve =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + EVE
            + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}}";

    assertThatThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(keyId).policy(onlyEve)))
        .isInstanceOf(MalformedPolicyDocumentException.class);
    kms.putKeyPolicy(r -> r.keyId(keyId).policy(onlyEve).bypassPolicyLockoutSafetyCheck(true));

    assertDenied(() -> encrypt(kms, Map.of()));
    encrypt(eve, Map.of());
  }

  @Test
  void getKeyPolicy_default_namesTheAccountRoot() {
    assertThat(kms.getKeyPolicy(r -> r.keyId(keyId)).policy())
        .contains("arn:aws:iam::111122223333:root")
        .contains("kms:*");
    assertThat(kms.listKeyPolicies(r -> r.keyId(keyId)).policyNames()).containsExactly("default");
  }

  @Test
  void rotateKeyOnDemand_tenTimes_everyOldBlobOpensAndTheLimitHolds() {
    List<SdkBytes> blobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      blobs.add(encrypt(kms, Map.of()));
      kms.rotateKeyOnDemand(r -> r.keyId(keyId));
    }

    assertThat(blobs).allSatisfy(b -> assertThat(decrypt(kms, b, Map.of())).isEqualTo("plain"));
    assertThat(blobs.stream().map(b -> kms.decrypt(r -> r.ciphertextBlob(b)).keyMaterialId()))
        .doesNotHaveDuplicates();
    assertThat(kms.listKeyRotations(r -> r.keyId(keyId)).rotations()).hasSize(10);
    assertThat(
            kms.listKeyRotations(r -> r.keyId(keyId).includeKeyMaterial("ALL_KEY_MATERIAL"))
                .rotations()
                .getLast()
                .keyMaterialStateAsString())
        .isEqualTo("CURRENT");
    assertThatThrownBy(() -> kms.rotateKeyOnDemand(r -> r.keyId(keyId)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining(arn);
  }

  @Test
  void listKeyRotations_paged_inOrder() {
    for (int i = 0; i < 3; i++) {
      kms.rotateKeyOnDemand(r -> r.keyId(keyId));
    }
    var all = kms.listKeyRotations(r -> r.keyId(keyId)).rotations();

    assertThat(
            kms.listKeyRotationsPaginator(r -> r.keyId(keyId).limit(2)).rotations().stream()
                .map(RotationsListEntry::keyMaterialId))
        .containsExactlyElementsOf(all.stream().map(RotationsListEntry::keyMaterialId).toList())
        .hasSize(3);
  }

  @Test
  void keyRotation_onAndOff_shownInStatus() {
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(keyId)).keyRotationEnabled()).isFalse();

    kms.enableKeyRotation(r -> r.keyId(keyId).rotationPeriodInDays(90));
    var status = kms.getKeyRotationStatus(r -> r.keyId(keyId));
    assertThat(status.keyRotationEnabled()).isTrue();
    assertThat(status.rotationPeriodInDays()).isEqualTo(90);
    assertThat(status.nextRotationDate()).isNotNull();

    kms.disableKey(r -> r.keyId(keyId));
    assertThatThrownBy(() -> kms.disableKeyRotation(r -> r.keyId(keyId)))
        .isInstanceOf(DisabledException.class);
    kms.enableKey(r -> r.keyId(keyId));
    kms.disableKeyRotation(r -> r.keyId(keyId));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(keyId)).keyRotationEnabled()).isFalse();
  }

  @Test
  void tags_setOverwriteRemove() {
    kms.tagResource(r -> r.keyId(keyId).tags(tag("a", "1"), tag("b", "2")));
    kms.tagResource(r -> r.keyId(keyId).tags(tag("a", "3")));
    kms.untagResource(r -> r.keyId(keyId).tagKeys("b", "none"));

    assertThat(kms.listResourceTags(r -> r.keyId(keyId)).tags()).containsExactly(tag("a", "3"));
  }

  @Test
  void tagResource_beyondFifty_refusedAndNothingSet() {
    List<Tag> fifty =
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> tag("t" + i, "")).toList();
    kms.tagResource(r -> r.keyId(keyId).tags(fifty));

    assertThatThrownBy(() -> kms.tagResource(r -> r.keyId(keyId).tags(tag("more", ""))))
        .hasMessageContaining("Too many tags");
    assertThat(kms.listResourceTags(r -> r.keyId(keyId)).tags()).hasSize(50);
  }

  @Test
  void updateKeyDescription_shownByDescribe() {
    kms.updateKeyDescription(r -> r.keyId(keyId).description("new words"));

    assertThat(kms.describeKey(r -> r.keyId(keyId)).keyMetadata().description())
        .isEqualTo("new words");
  }

  @Test
  void defaultKey_managedByTheService_cannotBeDisabled() {
    String defaultKey = kms.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata().keyId();

    assertDenied(() -> kms.disableKey(r -> r.keyId(defaultKey)));
    assertDenied(() -> kms.scheduleKeyDeletion(r -> r.keyId(defaultKey)));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }
}
