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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys of a request, each filled from where it is known for certain. Thread-safe.
 *
 * <p>Sources: Service authorization reference, "Condition keys for Amazon S3"; IAM user guide, "AWS
 * global condition context keys".
 */
final class ConditionKeys {

  private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
  static final String KMS_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  private static final String CUSTOMER = "s3:x-amz-server-side-encryption-customer-algorithm";
  static final String EXISTING_TAG = "s3:ExistingObjectTag/";
  static final String REQUESTED_TAG = "s3:RequestObjectTag/";
  static final String REQUESTED_KEYS = "s3:RequestObjectTagKeys";
  static final String REMAINING_DAYS = "s3:object-lock-remaining-retention-days";
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
   */
  Attributes of(AccessRequest request, AccountId owner) {
    Map<String, List<String>> values = new HashMap<>();
    ofCaller(values, request.caller());
    put(values, "aws:ResourceAccount", owner.value());
    put(values, "s3:ResourceAccount", owner.value());
    if (request.resource() instanceof Resource.OfObject(var _, var _, var version)) {
      version.ifPresent(id -> put(values, "s3:VersionId", id.value()));
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
        .ifPresent(delimiter -> put(values, "s3:delimiter", delimiter));
    conditions.facts().forEach((fact, value) -> put(values, fact.key(), value));
    Optional.ofNullable(conditions.facts().get(Fact.LOCK_UNTIL))
        .ifPresent(until -> put(values, REMAINING_DAYS, daysUntil(Instant.parse(until))));
    ofTags(values, conditions.tags());
    return Attributes.of(values);
  }

  private String daysUntil(Instant end) {
    return Long.toString(Duration.between(clock.instant(), end).toDays());
  }

  private static void ofTags(Map<String, List<String>> values, AccessConditions.ObjectTags tags) {
    tags.existing().forEach(tag -> put(values, EXISTING_TAG + tag.key(), tag.value()));
    tags.requested().forEach(tag -> put(values, REQUESTED_TAG + tag.key(), tag.value()));
    if (!tags.requested().isEmpty()) {
      values.put(REQUESTED_KEYS, tags.requested().stream().map(Tag::key).toList());
    }
  }

  /** What tells of the caller, whatever is asked for. */
  void ofCaller(Map<String, List<String>> values, Caller caller) {
    ofCall(values, caller);
    ofPrincipal(values, caller.identity());
  }

  private void ofCall(Map<String, List<String>> values, Caller caller) {
    Instant now = ofTime(values);
    CallFacts facts = caller.facts();
    put(values, "aws:SecureTransport", Boolean.toString(caller.secure()));
    put(values, "aws:ViaAWSService", "false");
    facts.address().ifPresent(address -> put(values, "aws:SourceIp", address));
    facts.userAgent().ifPresent(agent -> put(values, "aws:UserAgent", agent));
    facts.referer().ifPresent(referer -> put(values, "aws:Referer", referer));
    facts.contentHash().ifPresent(hash -> put(values, "s3:x-amz-content-sha256", hash));
    facts.said().forEach((what, value) -> put(values, what.key(), value));
    facts
        .signing()
        .ifPresent(
            how -> {
              put(values, "s3:authType", how.type());
              put(values, "s3:signatureversion", how.version());
              how.at()
                  .map(at -> Math.max(0, Duration.between(at, now).toMillis()))
                  .ifPresent(age -> put(values, "s3:signatureAge", Long.toString(age)));
            });
  }

  /** When and where; the time that was told. */
  Instant ofTime(Map<String, List<String>> values) {
    Instant now = clock.instant();
    put(values, "aws:CurrentTime", now.toString());
    put(values, "aws:EpochTime", Long.toString(now.getEpochSecond()));
    put(values, "aws:RequestedRegion", region.value());
    return now;
  }

  static void ofPrincipal(Map<String, List<String>> values, CallerIdentity identity) {
    CallerIdentity.Profile profile = identity.profile();
    put(values, "aws:userid", profile.userId());
    put(values, "aws:PrincipalType", typeOf(identity.names().kind()));
    if (identity.isAnonymous()) {
      return;
    }
    put(values, "aws:PrincipalArn", profile.principalArn());
    put(values, "aws:PrincipalAccount", identity.account().value());
    profile.userName().ifPresent(name -> put(values, "aws:username", name));
    CallerIdentity.Facts facts = profile.facts();
    facts.tags().forEach((tag, value) -> put(values, "aws:PrincipalTag/" + tag, value));
    facts.sourceIdentity().ifPresent(who -> put(values, "aws:SourceIdentity", who));
    facts.provider().ifPresent(who -> put(values, "aws:FederatedProvider", who));
    profile
        .tokenIssued()
        .ifPresent(
            at -> {
              put(values, "aws:TokenIssueTime", at.toString());
              put(values, "aws:MultiFactorAuthPresent", "false");
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
  private void ofEncryption(
      Map<String, List<String>> values, EncryptionRequest asked, AccountId account) {
    switch (asked) {
      case EncryptionRequest.BucketDefault _ -> {}
      case EncryptionRequest.ServiceManaged _ -> put(values, ENCRYPTION, AES);
      case EncryptionRequest.KmsManaged(
              Optional<KeyName> named,
              var _,
              var _,
              DataCipher cipher) -> {
        put(values, ENCRYPTION, kms(cipher));
        named.ifPresent(key -> put(values, KMS_KEY, keyArn(key, account)));
      }
      case EncryptionRequest.CustomerProvided _ -> put(values, CUSTOMER, AES);
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

  private static void ofUpload(Map<String, List<String>> values, EncryptionDescription upload) {
    switch (upload) {
      case EncryptionDescription.Unencrypted _ -> {}
      case EncryptionDescription.ServiceManaged _ -> put(values, ENCRYPTION, AES);
      case EncryptionDescription.KmsManaged(KmsKeyId keyId, var _, var _, DataCipher cipher) -> {
        put(values, ENCRYPTION, kms(cipher));
        put(values, KMS_KEY, keyId.name().placed().map(KeyName::text).orElseGet(keyId::text));
      }
      case EncryptionDescription.CustomerProvided _ -> put(values, CUSTOMER, AES);
    }
  }

  private static String kms(DataCipher cipher) {
    return switch (cipher) {
      case AES_256, SM4 -> KMS;
      case AES_256_TWICE -> KMS_TWICE;
    };
  }

  private static void put(Map<String, List<String>> values, String key, String value) {
    values.put(key, List.of(value));
  }
}
