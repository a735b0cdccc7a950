package io.strongroom.domain.access;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.Tag;
import io.strongroom.policy.Principal;
import io.strongroom.policy.condition.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * The condition keys of a request, each filled from where it is known for certain. Thread-safe.
 *
 * <p>Sources: Service authorization reference, "Condition keys for Amazon S3"; IAM user guide, "AWS
 * global condition context keys".
 */
final class ConditionKeys {

  static final String EXISTING_TAG = "s3:ExistingObjectTag/";
  static final String REQUESTED_TAG = "s3:RequestObjectTag/";
  private static final String AES = "AES256";
  private static final String KMS = "aws:kms";
  private static final String KMS_TWICE = "aws:kms:dsse";

  private final Region region;
  private final InstantSource clock;

  ConditionKeys(Region region, InstantSource clock) {
    this.region = region;
    this.clock = clock;
  }

  /**
   * The keys of a request.
   *
   * @param owner account of what is asked for
   * @param wanted the keys that policies ask for, in lower case
   */
  Attributes of(AccessRequest request, AccountId owner, Set<String> wanted) {
    if (wanted.isEmpty()) {
      return Attributes.NONE;
    }
    GatheredKeys values = GatheredKeys.of(wanted);
    gather(values, request, owner);
    return Attributes.of(values.values());
  }

  private void gather(GatheredKeys values, AccessRequest request, AccountId owner) {
    ofCaller(values, request.caller());
    values.put(CallKey.RESOURCE_ACCOUNT, owner.value());
    values.put(CallKey.OWNER_IN_S3, owner.value());
    if (request.resource() instanceof Resource.OfObject(var _, var _, var version)) {
      version.ifPresent(id -> values.put(CallKey.VERSION_ID, id.value()));
    }
    AccessConditions conditions = request.conditions();
    // A bare id is one of the requester's account, whoever owns the bucket.
    AccountId own = request.caller().account();
    AccountId account = own.isNobody() ? owner : own;
    conditions.encryption().ifPresent(asked -> ofEncryption(values, asked, account));
    conditions.inherited().ifPresent(upload -> ofUpload(values, upload));
    conditions
        .listing()
        .flatMap(ListingQuery::delimiter)
        .ifPresent(delimiter -> values.put(CallKey.DELIMITER, delimiter));
    conditions.facts().forEach((fact, value) -> values.put(fact.key(), value));
    Optional.ofNullable(conditions.facts().get(Fact.LOCK_UNTIL))
        .ifPresent(
            until -> values.put(CallKey.REMAINING_DAYS, () -> daysUntil(Instant.parse(until))));
    ofTags(values, conditions.tags());
  }

  private String daysUntil(Instant end) {
    return Long.toString(Duration.between(clock.instant(), end).toDays());
  }

  private static void ofTags(GatheredKeys values, AccessConditions.ObjectTags tags) {
    tags.existing().forEach(tag -> values.put(EXISTING_TAG + tag.key(), tag.value()));
    tags.requested().forEach(tag -> values.put(REQUESTED_TAG + tag.key(), tag.value()));
    if (!tags.requested().isEmpty()) {
      values.putAll(
          CallKey.REQUESTED_TAG_KEYS, () -> tags.requested().stream().map(Tag::key).toList());
    }
  }

  /** What tells of the caller, whatever is asked for. */
  void ofCaller(GatheredKeys values, Caller caller) {
    ofCall(values, caller);
    ofPrincipal(values, caller.identity());
  }

  private void ofCall(GatheredKeys values, Caller caller) {
    Instant now = ofTime(values);
    CallFacts facts = caller.facts();
    values.put(CallKey.SECURE_TRANSPORT, Boolean.toString(caller.secure()));
    values.put(CallKey.VIA_AWS_SERVICE, "false");
    facts.address().ifPresent(address -> values.put(CallKey.SOURCE_IP, address));
    facts.userAgent().ifPresent(agent -> values.put(CallKey.USER_AGENT, agent));
    facts.referer().ifPresent(referer -> values.put(CallKey.REFERER, referer));
    facts.contentHash().ifPresent(hash -> values.put(CallKey.CONTENT_SHA256, hash));
    facts.said().forEach((what, value) -> values.put(what.key(), value));
    facts
        .signing()
        .ifPresent(
            how -> {
              values.put(CallKey.AUTH_TYPE, how.type());
              values.put(CallKey.SIGNATURE_VERSION, how.version());
              how.at().ifPresent(at -> values.put(CallKey.SIGNATURE_AGE, () -> age(at, now)));
            });
  }

  private static String age(Instant signed, Instant now) {
    return Long.toString(Math.max(0, Duration.between(signed, now).toMillis()));
  }

  /** When and where; the time that was told. */
  Instant ofTime(GatheredKeys values) {
    Instant now = clock.instant();
    values.put(CallKey.CURRENT_TIME, now::toString);
    values.put(CallKey.EPOCH_TIME, () -> Long.toString(now.getEpochSecond()));
    values.put(CallKey.REQUESTED_REGION, region.value());
    return now;
  }

  static void ofPrincipal(GatheredKeys values, CallerIdentity identity) {
    CallerIdentity.Profile profile = identity.profile();
    values.put(CallKey.USER_ID, profile.userId());
    values.put(CallKey.PRINCIPAL_TYPE, typeOf(identity.names().kind()));
    if (identity.isAnonymous()) {
      return;
    }
    values.put(CallKey.PRINCIPAL_ARN, profile.principalArn());
    values.put(CallKey.PRINCIPAL_ACCOUNT, identity.account().value());
    profile.userName().ifPresent(name -> values.put(CallKey.USER_NAME, name));
    CallerIdentity.Facts facts = profile.facts();
    facts.tags().forEach((tag, value) -> values.put("aws:PrincipalTag/" + tag, value));
    facts.sourceIdentity().ifPresent(who -> values.put(CallKey.SOURCE_IDENTITY, who));
    facts.provider().ifPresent(who -> values.put(CallKey.FEDERATED_PROVIDER, who));
    profile
        .tokenIssued()
        .ifPresent(
            at -> {
              values.put(CallKey.TOKEN_ISSUE_TIME, at::toString);
              values.put(CallKey.MULTI_FACTOR_AUTH_PRESENT, "false");
            });
  }

  private static String typeOf(Principal.Kind kind) {
    return switch (kind) {
      case ANONYMOUS -> "Anonymous";
      case ROOT -> "Account";
      case USER -> "User";
      case SESSION -> "AssumedRole";
      case FEDERATED -> "FederatedUser";
    };
  }

  /** What the writer asked for; never what the bucket's default makes of it. */
  private void ofEncryption(GatheredKeys values, EncryptionRequest asked, AccountId account) {
    switch (asked) {
      case EncryptionRequest.BucketDefault _ -> {}
      case EncryptionRequest.ServiceManaged _ -> values.put(CallKey.ENCRYPTION, AES);
      case EncryptionRequest.KmsManaged(
              Optional<KeyName> named,
              var _,
              var _,
              DataCipher cipher) -> {
        values.put(CallKey.ENCRYPTION, kms(cipher));
        named.ifPresent(key -> values.put(CallKey.KMS_KEY, () -> keyArn(key, account)));
      }
      case EncryptionRequest.CustomerProvided _ -> values.put(CallKey.CUSTOMER_ALGORITHM, AES);
    }
  }

  /** S3: compared as an ARN, however the client named the key. */
  private String keyArn(KeyName named, AccountId account) {
    return switch (named) {
      case KeyName.Placed placed -> placed.text();
      // The same key, whether its service is named before it or not.
      case KeyName.OfService known -> known.placed().map(KeyName::text).orElseGet(known::text);
      case KeyName.Other(String text) when text.startsWith("arn:") -> text;
      case KeyName.Other(String text) ->
          "arn:%s:kms:%s:%s:%s"
              .formatted(
                  region.partition(),
                  region,
                  account,
                  text.startsWith("alias/") ? text : "key/" + text);
    };
  }

  private static void ofUpload(GatheredKeys values, EncryptionDescription upload) {
    switch (upload) {
      case EncryptionDescription.Unencrypted _ -> {}
      case EncryptionDescription.ServiceManaged _ -> values.put(CallKey.ENCRYPTION, AES);
      case EncryptionDescription.KmsManaged(KmsKeyId keyId, var _, var _, DataCipher cipher) -> {
        values.put(CallKey.ENCRYPTION, kms(cipher));
        values.put(
            CallKey.KMS_KEY, keyId.name().placed().map(KeyName::text).orElseGet(keyId::text));
      }
      case EncryptionDescription.CustomerProvided _ -> values.put(CallKey.CUSTOMER_ALGORITHM, AES);
    }
  }

  private static String kms(DataCipher cipher) {
    return switch (cipher) {
      case AES_256, SM4 -> KMS;
      case AES_256_TWICE -> KMS_TWICE;
    };
  }
}
