package io.strongroom.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KeyManager;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Scope;
import io.strongroom.policy.Answer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that an older version took, and this one does not understand. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StoredPolicyTest {

  private static final Scope SCOPE =
      new Scope(AccountId.of("111122223333"), Region.of("eu-west-1"));
  private static final KmsCaller ROOT = KmsCaller.root(SCOPE);
  private static final KmsCaller ALICE =
      new KmsCaller(
          AccountId.of("111122223333"),
          PrincipalName.of("arn:aws:iam::111122223333:user/alice"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final KmsKey KEY =
      new KmsKey(
          new KeyArn(SCOPE, "1234abcd-12ab-34cd-56ef-1234567890ab"),
          new KmsKey.KeyType(
              KeySpec.SYMMETRIC_DEFAULT,
              KeyUsage.ENCRYPT_DECRYPT,
              KeyOrigin.AWS_KMS,
              KeyManager.CUSTOMER,
              false),
          KmsKey.Life.of(KeyState.ENABLED),
          Instant.EPOCH,
          "",
          KmsKey.InUse.NONE,
          Optional.of(
              "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:Fly\","
                  + "\"Resource\":\"*\"}}"),
          KmsKey.Rotation.OFF);

  @Inject PolicyQuestions policies;

  private Answer ask(KmsCaller caller, String action) {
    return policies.ask(Access.of(caller, action, KEY)).await().indefinitely();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms:GetKeyPolicy", "kms:PutKeyPolicy"})
  void ask_rootThatRepairs_allowed(String action) {
    assertThat(ask(ROOT, action)).isInstanceOf(Answer.Allows.class);
    assertThatThrownBy(() -> ask(ALICE, action)).isInstanceOf(KmsRefusal.class);
  }

  @Test
  void ask_anythingElse_refused() {
    assertThatThrownBy(() -> ask(ROOT, "kms:Decrypt")).isInstanceOf(KmsRefusal.class);
  }
}
