package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Who may retire a grant: whom the grant says, the root of its account, whom the policy names. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RetireGrantTest {

  private static final String ACCOUNT = "arn:aws:iam::111122223333:";
  private static final String BOB = ACCOUNT + "user/bob";
  private static final String EVE = "arn:aws:iam::444455556666:user/eve";

  @Inject KmsEndpoint endpoint;

  private KmsClient alice;
  private KmsClient service;
  private String keyArn;

  @BeforeEach
  void connect() {
    alice = client(PostgresResource.ACCESS_KEY);
    service = client(PostgresResource.SERVICE_ACCESS_KEY);
    keyArn = alice.createKey().keyMetadata().arn();
  }

  private KmsClient client(String accessKey) {
    return Clients.kms(endpoint.uri().orElseThrow(), accessKey, "ca-west-1");
  }

  @AfterEach
  void disconnect() {
    alice.close();
    service.close();
  }

  private String grant(String retiring, GrantOperation... operations) {
    return alice
        .createGrant(
            r ->
                r.keyId(keyArn)
                    .granteePrincipal(EVE)
                    .retiringPrincipal(retiring)
                    .operations(operations))
        .grantId();
  }

  private void retire(String principal, String grantId) {
    service.retireGrant(
        r ->
            r.keyId(keyArn)
                .grantId(grantId)
                .overrideConfiguration(c -> c.putHeader("x-strongroom-on-behalf-of", principal)));
  }

  private void assertDenied(String principal, String grantId) {
    assertThatThrownBy(() -> retire(principal, grantId))
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    assertThat(alice.listGrants(r -> r.keyId(keyArn)).grants()).hasSize(1);
  }

  private void assertRetired(String principal, String grantId) {
    retire(principal, grantId);
    assertThat(alice.listGrants(r -> r.keyId(keyArn)).grants()).isEmpty();
  }

  private void policy(String effect, String principal) {
    alice.putKeyPolicy(
        r ->
            r.keyId(keyArn)
                .policy(
                    """
                    {"Statement": [
                      {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
                       "Principal": {"AWS": "111122223333"}},
                      {"Effect": "%s", "Action": "kms:RetireGrant", "Resource": "*",
                       "Principal": {"AWS": "%s"}}]}
                    """
                        .formatted(effect, principal)));
  }

  @ParameterizedTest
  @ValueSource(strings = {BOB, ACCOUNT + "user/alice", ACCOUNT + "role/any", EVE})
  void retireGrant_userWhomNothingNames_denied(String principal) {
    assertDenied(principal, grant(ACCOUNT + "user/carol", GrantOperation.DECRYPT));
  }

  @Test
  void retireGrant_retiringPrincipal_retired() {
    assertRetired(BOB, grant(BOB, GrantOperation.DECRYPT));
  }

  @Test
  void retireGrant_sessionOfTheRetiringRole_retired() {
    assertRetired(
        "arn:aws:sts::111122223333:assumed-role/keeper/s1",
        grant(ACCOUNT + "role/keeper", GrantOperation.DECRYPT));
  }

  @Test
  void retireGrant_granteeWithTheOperation_retired() {
    assertRetired(EVE, grant(BOB, GrantOperation.DECRYPT, GrantOperation.RETIRE_GRANT));
  }

  @Test
  void retireGrant_rootOfTheAccount_retired() {
    assertRetired(ACCOUNT + "root", grant(BOB, GrantOperation.DECRYPT));
  }

  @Test
  void retireGrant_retiringPrincipalIsTheRoot_noUserOfTheAccount() {
    assertDenied(BOB, grant(ACCOUNT + "root", GrantOperation.DECRYPT));
  }

  @Test
  void retireGrant_userWhomThePolicyNames_retired() {
    String grantId = grant(ACCOUNT + "user/carol", GrantOperation.DECRYPT);
    policy("Allow", BOB);
    assertRetired(BOB, grantId);
  }

  @Test
  void retireGrant_policyDenies_deniedWhateverTheGrantSays() {
    String grantId = grant(BOB, GrantOperation.DECRYPT);
    policy("Deny", BOB);
    assertDenied(BOB, grantId);
  }

  @Test
  void listRetirableGrants_principalThatOnlyLooksLikeOneOfTheAccount_denied() {
    assertThatThrownBy(
            () -> alice.listRetirableGrants(r -> r.retiringPrincipal(EVE + ":111122223333:x")))
        .isInstanceOf(KmsException.class)
        .hasMessageContaining("another account");
  }
}
