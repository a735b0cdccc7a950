package io.strongroom.domain.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KeyReach;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.access.CallerConditions;
import io.strongroom.domain.access.KeyRefusal;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.caller.CallerIdentity.Held;
import io.strongroom.domain.envelope.KeyRights.Behind;
import io.strongroom.domain.envelope.KeyRights.Use;
import io.strongroom.domain.envelope.KeyRights.Wish;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.ServiceWords;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller's own policies, and the KMS, say to the use of a key. */
class KeyRightsTest {

  private static final String ACCOUNT = "111122223333";
  private static final String USER = "arn:aws:iam::" + ACCOUNT + ":user/alice";
  private static final String KEY = "arn:aws:kms:us-east-1:" + ACCOUNT + ":key/k1";
  private static final Wish READ =
      new Wish(Use.DECRYPT, EncryptionContext.empty(), KeyName.parse("alias/orders"));
  private static final String ALLOW =
      """
      {"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}\
      """;
  private static final String DENY =
      """
      {"Sid":"NoKeys","Effect":"Deny","Action":"kms:*","Resource":"*"}\
      """;

  private final List<String> noted = new ArrayList<>();
  private final RefusalLog log =
      new RefusalLog() {
        @Override
        public void note(Refusal refusal) {
          noted.add(refusal.toOperator());
        }

        @Override
        public void keyRefused(KeyRefusal refusal) {
          noted.add(refusal.owner() + ": " + refusal.toOperator());
        }
      };
  private final CallerConditions conditions =
      new CallerConditions(Region.of("us-east-1"), InstantSource.system());
  private final KeyRights rights = new KeyRights(conditions, log, Set.of());

  private static Named policy(String name, PolicyKind kind, String... statements) {
    return new Named(
        name,
        Policy.parse(
            """
            {"Version":"2012-10-17","Statement":[%s]}\
            """
                .formatted(String.join(",", statements)),
            Grammar.aws(kind, ServiceWords.open())));
  }

  private static Caller alice(String... statements) {
    List<Named> own =
        statements.length == 0
            ? List.of()
            : List.of(policy("own", PolicyKind.IDENTITY, statements));
    return caller(new Held(own, Optional.empty(), Optional.empty()));
  }

  private static Caller caller(Held held) {
    return new Caller(
        CallerIdentity.named(USER, AccountId.of(ACCOUNT), held), "r1", true, CallFacts.none());
  }

  private static UnwrappedKey key(KeyReach reach) {
    return new UnwrappedKey(KmsKeyId.of(KEY), SecretBytes.adopt(new byte[32]), reach);
  }

  private UnwrappedKey read(KeyRights by, Caller caller, UnwrappedKey key) {
    return by.checked(caller, READ, Uni.createFrom().item(key), Behind::of).await().indefinitely();
  }

  @Test
  void checked_nobodyAllows_refusedClosedAndNoted() {
    UnwrappedKey key = key(KeyReach.ACCOUNT);

    assertThatThrownBy(() -> read(rights, alice(), key))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(((RequestError.KmsFailed) e.error()).failure())
                    .isInstanceOf(KmsException.AccessDenied.class)
                    .hasMessageContaining("because no identity-based policy allows"));

    assertThatThrownBy(() -> key.plaintext().use(bytes -> bytes[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThat(noted)
        .singleElement()
        .asString()
        .contains("may not kms:Decrypt on " + KEY)
        .contains("no identity-based policy allows it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}",
        "\"StringEquals\":{\"aws:PrincipalType\":\"User\"}",
        "\"StringEquals\":{\"aws:RequestedRegion\":\"us-east-1\"}",
        "\"StringEquals\":{\"aws:ResourceAccount\":\"111122223333\"}",
        "\"Bool\":{\"aws:SecureTransport\":\"true\"}"
      })
  void checked_deniedByWhatIsKnownOfEveryCall_isDenied(String condition) {
    String deny =
        """
        {"Effect":"Deny","Action":"kms:*","Resource":"*","Condition":{%s}}\
        """
            .formatted(condition);

    assertThatThrownBy(() -> read(rights, alice(ALLOW, deny), key(KeyReach.ACCOUNT)))
        .hasMessageContaining("with an explicit deny");
  }

  @Test
  void checked_denied_namesTheStatement() {
    assertThatThrownBy(() -> read(rights, alice(ALLOW, DENY), key(KeyReach.REQUESTER)))
        .hasMessageContaining("with an explicit deny in an identity-based policy");

    assertThat(noted).singleElement().asString().contains("denied by statement 2 (NoKeys) of own");
  }

  @Test
  void checked_theKeyNamesTheCaller_needsNoPolicyOfTheirOwn() {
    assertThat(read(rights, alice(), key(KeyReach.REQUESTER)).keyId().text()).isEqualTo(KEY);
    assertThat(read(rights, alice(), key(KeyReach.EVERYONE)).keyId().text()).isEqualTo(KEY);
    assertThat(noted).isEmpty();
  }

  @Test
  void checked_theKeyNamesTheRole_theSessionsPolicyCounts() {
    Named limit = policy("limit", PolicyKind.SESSION, ALLOW.replace("Decrypt", "Encrypt"));
    Caller session = caller(new Held(List.of(), Optional.empty(), Optional.of(limit)));

    assertThatThrownBy(() -> read(rights, session, key(KeyReach.ROLE)))
        .isInstanceOf(ObjectStoreException.class);
    assertThat(noted).singleElement().asString().contains("no session policy allows it");
  }

  @Test
  void checked_theAccountTriesItsPolicies_notedAndLetThrough() {
    KeyRights trying = new KeyRights(conditions, log, Set.of(AccountId.of(ACCOUNT)));

    assertThat(read(trying, alice(), key(KeyReach.ACCOUNT)).keyId().text()).isEqualTo(KEY);
    assertThat(noted).singleElement().asString().contains("is let through");
  }

  @Test
  void checked_theKmsRefuses_notedWithWhatDecidedThere() {
    KmsException.AccessDenied denied =
        new KmsException.AccessDenied("told to the client", "denied by statement 1 (KeepOut)");
    Uni<UnwrappedKey> refused =
        Uni.createFrom()
            .failure(new ObjectStoreException(new RequestError.KmsFailed(denied), denied));

    assertThatThrownBy(
            () -> rights.checked(alice(ALLOW), READ, refused, Behind::of).await().indefinitely())
        .isInstanceOf(ObjectStoreException.class);

    assertThat(noted)
        .singleElement()
        .asString()
        .startsWith(ACCOUNT + ": ")
        .contains("may not kms:Decrypt on alias/orders")
        .contains("denied by statement 1 (KeepOut)");
  }
}
