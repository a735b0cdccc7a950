package io.strongroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.caller.CallerIdentity.Held;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketAccess;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketPolicyText.Form;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import io.strongroom.domain.testing.InMemoryBuckets;
import io.strongroom.domain.testing.InMemoryMetadata;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import io.strongroom.policy.ServiceWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyAuthorizerTest {

  private static final AccountId OWNER = AccountId.of("111122223333");
  private static final AccountId OTHER = AccountId.of("444455556666");
  private static final BucketName VAULT = new BucketName("vault");
  private static final AccountId TRYING = AccountId.of("777788889999");
  private static final ObjectKey KEY = new ObjectKey("team/plan");
  private static final String KNOWN_KEY = "arn:aws:kms:us-east-1:111122223333:key/k1";

  private final InMemoryBuckets buckets = new InMemoryBuckets(new InMemoryMetadata());
  private final List<Refusal> refusals = new ArrayList<>();
  private final PolicyAuthorizer authorizer =
      new PolicyAuthorizer(
          new BucketPolicies(() -> buckets),
          new PolicyAuthorizer.Rules(Region.of("us-east-1"), Set.of(TRYING)),
          InstantSource.system(),
          refusals::add,
          (named, caller) ->
              named.text().equals("alias/known")
                  ? Uni.createFrom().item(KmsKeyId.of(KNOWN_KEY))
                  : Uni.createFrom()
                      .failure(
                          new ObjectStoreException(
                              new RequestError.KmsFailed(
                                  new KmsException.NotFound(named.text())))));
  private Bucket bucket =
      new Bucket(VAULT, OWNER, Region.of("us-east-1"), Instant.EPOCH, Optional.empty());

  private static Caller root(AccountId account) {
    return new Caller(
        PrincipalName.of("arn:aws:iam::" + account + ":root"), account, "request", true);
  }

  private static Caller user(AccountId account, String... documents) {
    List<Named> policies = new ArrayList<>();
    for (String document : documents) {
      policies.add(
          new Named(
              "p", Policy.parse(document, Grammar.aws(PolicyKind.IDENTITY, ServiceWords.open()))));
    }
    return new Caller(
        CallerIdentity.named(
            "arn:aws:iam::" + account + ":user/alice",
            account,
            new Held(policies, Optional.empty(), Optional.empty())),
        "request",
        true,
        CallFacts.none());
  }

  private static String allowing(String action, String resource) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}"""
        .formatted(action, resource);
  }

  private void setPolicy(Form form, String text) {
    setPolicy(form, text, BucketPolicyText.Terms.PLAIN);
  }

  private void setPolicy(Form form, String text, BucketPolicyText.Terms terms) {
    BucketPolicyText policy = new BucketPolicyText(UUID.randomUUID(), form, text, terms);
    buckets.createIfAbsent(bucket).await().indefinitely();
    buckets.setPolicy(VAULT, Optional.of(policy)).await().indefinitely();
    bucket = bucket.with(new BucketAccess(Optional.of(policy.id()), Optional.empty()));
  }

  private boolean may(Caller caller, Action action, AccessConditions conditions) {
    try {
      authorizer
          .require(
              new AccessRequest(
                  caller, action, new Resource.OfObject(bucket, KEY, Optional.empty()), conditions))
          .await()
          .indefinitely();
      return true;
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isInstanceOf(RequestError.AccessDenied.class);
      return false;
    }
  }

  private boolean mayGet(Caller caller) {
    return may(caller, Action.GET_OBJECT, AccessConditions.none());
  }

  @Test
  void require_ownersRoot_needsNoPolicy() {
    assertThat(mayGet(root(OWNER))).isTrue();
    assertThat(mayGet(root(OTHER))).isFalse();
  }

  @Test
  void require_accountThatTriesItsPolicies_notedAndLetThrough_itsOwnPeopleOnly() {
    bucket = new Bucket(VAULT, TRYING, Region.of("us-east-1"), Instant.EPOCH, Optional.empty());

    assertThat(mayGet(user(TRYING))).isTrue();
    assertThat(refusals).hasSize(1);
    assertThat(refusals.getFirst().enforced()).isFalse();
    assertThat(refusals.getFirst().toOperator()).contains("is let through");
    assertThat(mayGet(user(OTHER, allowing("s3:*", "*")))).isFalse();
  }

  @Test
  void require_nameThatSomebodyElseGot_isNotMeantByThePolicy() {
    String arn = "arn:aws:iam::" + OWNER + ":user/alice";
    String text =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::vault/*"}]}"""
            .formatted(arn);
    setPolicy(Form.AWS, text, new BucketPolicyText.Terms(Map.of(arn, "AIDAFIRSTALICE"), false));

    assertThat(mayGet(user(OWNER))).isFalse();
    assertThat(mayGet(known(user(OWNER), "AIDAFIRSTALICE"))).isTrue();
    assertThat(mayGet(known(user(OWNER), "AIDASECONDALICE"))).isFalse();
  }

  private static Caller known(Caller user, String id) {
    CallerIdentity identity = user.identity();
    return new Caller(
        new CallerIdentity(
            identity.names().named(List.of(new Principal.Name(Reach.OWN, id))),
            identity.profile(),
            identity.held()),
        user.requestId(),
        true,
        CallFacts.none());
  }

  @Test
  void require_policyThatBindsTheRoot_keepsItFromThePolicy() {
    String deny =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
        "Action":"s3:*BucketPolicy","Resource":"arn:aws:s3:::vault"}]}""";
    setPolicy(Form.AWS, deny);
    assertThat(mayPutPolicy()).isTrue();

    setPolicy(Form.AWS, deny, new BucketPolicyText.Terms(Map.of(), true));

    assertThat(mayPutPolicy()).isFalse();
  }

  private boolean mayPutPolicy() {
    try {
      authorizer
          .require(
              new AccessRequest(
                  root(OWNER), Action.PUT_BUCKET_POLICY, new Resource.OfBucket(bucket)))
          .await()
          .indefinitely();
      return true;
    } catch (ObjectStoreException refused) {
      return false;
    }
  }

  @Test
  void require_user_byTheirOwnPolicy() {
    assertThat(mayGet(user(OWNER))).isFalse();
    assertThat(mayGet(user(OWNER, allowing("s3:GetObject", "arn:aws:s3:::vault/team/*")))).isTrue();
    assertThat(mayGet(user(OWNER, allowing("s3:GetObject", "arn:aws:s3:::vault/other/*"))))
        .isFalse();
  }

  @Test
  void require_otherAccount_needsBothSides() {
    Caller able = user(OTHER, allowing("s3:*", "*"));
    assertThat(mayGet(able)).isFalse();

    setPolicy(
        Form.AWS,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::vault/*"}]}"""
            .formatted(OTHER));

    assertThat(mayGet(able)).isTrue();
    assertThat(mayGet(user(OTHER))).isFalse();
    assertThat(mayGet(root(OTHER))).isTrue();
  }

  @Test
  void require_publicPolicy_servesNobodyElseWhereThatIsRestricted() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::vault/*"}]}""");
    Caller nobody = Caller.anonymous("request", true);
    assertThat(mayGet(nobody)).isTrue();

    bucket =
        bucket.with(new BucketAccess(bucket.access().policy(), Optional.of(PublicAccessBlock.ALL)));

    assertThat(mayGet(nobody)).isFalse();
    assertThat(mayGet(user(OWNER))).isTrue();
  }

  @Test
  void require_tagsOfTheObject_decide() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::vault/*",
        "Condition":{"StringEquals":{"s3:ExistingObjectTag/team":"blue"}}}]}"""
            .formatted(OTHER));
    Tag blue = new Tag("team", "blue");
    Tag red = new Tag("team", "red");

    assertThat(gets(AccessConditions.none().onTagged(List.of(blue)))).isTrue();
    assertThat(gets(AccessConditions.none().onTagged(List.of(red)))).isFalse();
    assertThat(gets(AccessConditions.none())).isFalse();
    assertThat(gets(AccessConditions.none().bringing(tagged(blue)))).isFalse();
  }

  private boolean gets(AccessConditions conditions) {
    return may(root(OTHER), Action.GET_OBJECT, conditions);
  }

  private static VersionMarks tagged(Tag... tags) {
    return new VersionMarks(List.of(tags), ObjectLock.none());
  }

  @Test
  void require_tagsOfTheRequest_decide() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*",
        "Condition":{"ForAnyValue:StringNotEquals":{"s3:RequestObjectTagKeys":["team","cost"]}}},
        {"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*",
        "Condition":{"StringNotEquals":{"s3:RequestObjectTag/team":"blue"}}}]}""");
    AccessConditions none = AccessConditions.none();

    assertThat(puts(none.bringing(tagged(new Tag("team", "blue"), new Tag("cost", "1"))))).isTrue();
    assertThat(puts(none.bringing(tagged(new Tag("team", "red"))))).isFalse();
    assertThat(puts(none.bringing(tagged(new Tag("team", "blue"), new Tag("x", "1"))))).isFalse();
    assertThat(puts(none.onTagged(List.of(new Tag("team", "blue"))))).isFalse();
  }

  @Test
  void require_retentionOfTheRequest_decides() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*","Condition":{
        "NumericGreaterThan":{"s3:object-lock-remaining-retention-days":"10"}}},
        {"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*","Condition":{
        "StringEquals":{"s3:object-lock-mode":"COMPLIANCE"}}}]}""");

    assertThat(puts(kept(Retention.Mode.GOVERNANCE, 9))).isTrue();
    assertThat(puts(kept(Retention.Mode.GOVERNANCE, 12))).isFalse();
    assertThat(puts(kept(Retention.Mode.COMPLIANCE, 9))).isFalse();
  }

  private static AccessConditions kept(Retention.Mode mode, int days) {
    Retention retention = new Retention(mode, Instant.now().plus(Duration.ofDays(days)));
    return AccessConditions.none()
        .bringing(
            new VersionMarks(List.of(), new ObjectLock(Optional.of(retention), Optional.empty())));
  }

  @Test
  void require_keyDenied_byAliasToo_andAnAliasThatNobodyKnowsIsNoWayAround() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*","Condition":{"StringEquals":{
        "s3:x-amz-server-side-encryption-aws-kms-key-id":"%s"}}}]}"""
            .formatted(KNOWN_KEY));

    assertThat(puts(underKey(KNOWN_KEY))).isFalse();
    assertThat(puts(underKey("k1"))).isFalse();
    assertThat(puts(underKey("main:" + KNOWN_KEY))).isFalse();
    assertThat(puts(underKey("alias/known"))).isFalse();
    assertThat(puts(underKey("alias/unknown"))).isFalse();
    assertThat(puts(underKey("k2"))).isTrue();
  }

  @Test
  void require_keyDemanded_anotherAccountsKeyOfTheSameNameIsAnother() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*","Condition":{"StringEquals":{
        "s3:x-amz-server-side-encryption-aws-kms-key-id":"%s"}}}]}"""
            .formatted(OTHER, KNOWN_KEY));

    assertThat(may(root(OTHER), Action.PUT_OBJECT, underKey(KNOWN_KEY))).isTrue();
    assertThat(may(root(OTHER), Action.PUT_OBJECT, underKey("k1"))).isFalse();
  }

  private static AccessConditions underKey(String named) {
    return AccessConditions.writing(
        new EncryptionRequest.KmsManaged(
            Optional.of(KeyName.parse(named)),
            EncryptionContext.empty(),
            Optional.empty(),
            DataCipher.AES_256));
  }

  @Test
  void require_kmsDemanded_headerCountsAndPartsInherit() {
    setPolicy(
        Form.AWS,
        """
        {"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject",
        "Resource":"arn:aws:s3:::vault/*",
        "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}]}""");
    EncryptionRequest kms =
        new EncryptionRequest.KmsManaged(
            Optional.empty(), EncryptionContext.empty(), Optional.empty(), DataCipher.AES_256);
    EncryptionDescription underKms =
        new EncryptionDescription.KmsManaged(
            KmsKeyId.of("arn:aws:kms:here:111122223333:key/a"),
            EncryptionContext.empty(),
            false,
            DataCipher.AES_256);

    assertThat(puts(AccessConditions.writing(new EncryptionRequest.BucketDefault()))).isFalse();
    assertThat(puts(AccessConditions.writing(new EncryptionRequest.ServiceManaged()))).isFalse();
    assertThat(puts(AccessConditions.writing(kms))).isTrue();
    assertThat(puts(AccessConditions.continuing(underKms))).isTrue();
  }

  @Test
  void require_obsForm_oneRuleForBothDialects() {
    setPolicy(
        Form.OBS,
        """
        {"Statement":[{"Effect":"Deny","Principal":{"ID":"*"},"Action":["PutObject"],
        "Resource":["vault/*"],"Condition":{"StringNotEquals":{"x-obs-server-side-encryption":"kms"}}}]}""");

    assertThat(puts(AccessConditions.writing(new EncryptionRequest.BucketDefault()))).isFalse();
  }

  private boolean puts(AccessConditions conditions) {
    return may(root(OWNER), Action.PUT_OBJECT, conditions.with(Fact.CREATES_OBJECT, "true"));
  }

  @Test
  void require_denied_tellsTheOwnersPeopleAndNobodyElse() {
    assertThatThrownBy(
            () ->
                authorizer
                    .require(
                        new AccessRequest(
                            user(OWNER),
                            Action.GET_OBJECT,
                            new Resource.OfObject(bucket, KEY, Optional.empty())))
                    .await()
                    .indefinitely())
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isEqualTo(
                        new RequestError.AccessDenied(
                            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                                + " s3:GetObject on resource: \"arn:aws:s3:::vault/team/plan\""
                                + " because no identity-based policy allows the s3:GetObject action")));
    mayGet(user(OTHER));

    assertThat(refusals.getLast().toCaller()).isEmpty();
    assertThat(refusals.getLast().toOperator()).contains("no resource-based policy allows it");
  }

  @Test
  void require_expectedOwnerIsAnother_refused() {
    Caller expecting =
        root(OWNER).expecting(new CallFacts.Expected(Optional.of(OTHER.value()), Optional.empty()));

    assertThat(mayGet(expecting)).isFalse();
  }

  @Test
  void require_policyThatCannotBeRead_rootMayReplaceItAndNobodyDoesAnything() {
    setPolicy(Form.AWS, "{}");

    assertThat(mayGet(root(OWNER))).isFalse();
    assertThat(may(root(OWNER), Action.PUT_BUCKET_POLICY, AccessConditions.none())).isTrue();
  }
}
