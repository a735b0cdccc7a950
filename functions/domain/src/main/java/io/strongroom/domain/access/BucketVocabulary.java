package io.strongroom.domain.access;

import static io.strongroom.policy.ServiceWords.KeyUse.MULTIPLE;
import static io.strongroom.policy.ServiceWords.KeyUse.SINGLE;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.name.BucketName;
import io.strongroom.policy.ClosedVocabulary;
import io.strongroom.policy.ServiceWords;
import io.strongroom.policy.ServiceWords.KeyUse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the author of a bucket policy may name. Actions are all that S3 has, offered here or not;
 * condition keys are those that are filled, since a Deny on any other would never apply.
 *
 * <p>Source: Service authorization reference, "Actions, resources, and condition keys for Amazon
 * S3"; OBS permissions configuration guide, "Bucket policy parameters".
 */
final class BucketVocabulary {

  private static final String ACTIONS =
      """
      AbortMultipartUpload BypassGovernanceRetention CreateBucket DeleteBucket DeleteBucketPolicy
      DeleteBucketWebsite DeleteObject DeleteObjectTagging DeleteObjectVersion
      DeleteObjectVersionTagging GetAccelerateConfiguration GetAnalyticsConfiguration
      GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketNotification
      GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
      GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging
      GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetInventoryConfiguration
      GetLifecycleConfiguration GetMetricsConfiguration GetObject GetObjectAcl
      GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent
      GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
      GetObjectVersionForReplication GetObjectVersionTagging GetReplicationConfiguration
      InitiateReplication ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts
      PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS
      PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
      PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
      PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
      PutEncryptionConfiguration PutInventoryConfiguration PutLifecycleConfiguration
      PutMetricsConfiguration PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention
      PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging PutReplicationConfiguration
      ReplicateDelete ReplicateObject ReplicateTags RestoreObject UpdateObjectEncryption
      ModifyObjectMetaData
      PutBucketStoragePolicy GetBucketStoragePolicy PutBucketQuota GetBucketQuota
      PutBucketCustomDomainConfiguration GetBucketCustomDomainConfiguration\
      """;

  private static final List<String> KEYS =
      List.of(
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:SecureTransport",
          "aws:RequestedRegion",
          "aws:ResourceAccount",
          "aws:ViaAWSService",
          "aws:SourceIp",
          "aws:UserAgent",
          "aws:Referer",
          "aws:PrincipalArn",
          "aws:PrincipalAccount",
          "aws:PrincipalType",
          "aws:username",
          "aws:userid",
          "aws:PrincipalTag/",
          "aws:SourceIdentity",
          "aws:FederatedProvider",
          "aws:TokenIssueTime",
          "aws:MultiFactorAuthPresent",
          "s3:authType",
          "s3:signatureversion",
          "s3:signatureAge",
          "s3:ResourceAccount",
          "s3:x-amz-content-sha256",
          "s3:VersionId",
          "s3:delimiter",
          "s3:x-amz-server-side-encryption",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:x-amz-server-side-encryption-customer-algorithm");

  private static final Set<String> ALL_ACTIONS = actions();
  private static final Map<String, KeyUse> ALL_KEYS = keys();

  private BucketVocabulary() {}

  /** The words for the policy of one bucket. */
  static ClosedVocabulary of(BucketName bucket) {
    return new ClosedVocabulary(ALL_ACTIONS, ALL_KEYS, pattern -> isOf(bucket, pattern));
  }

  /** The same for whoever writes one: what could have no effect is refused. */
  static ServiceWords forAuthor(BucketName bucket) {
    return new StatementFitness(of(bucket));
  }

  /** AWS: the bucket by its name, and whatever is in it; not another one that a star reaches. */
  private static boolean isOf(BucketName bucket, String pattern) {
    String[] parts = pattern.split(":", 6);
    if (parts.length < 6) {
      return false;
    }
    String named = parts[5];
    int slash = named.indexOf('/');
    String first = slash < 0 ? named : named.substring(0, slash);
    return parts[2].equals("s3")
        && (first.equals(bucket.value()) || (slash < 0 && named.equals(bucket.value() + "*")));
  }

  private static Set<String> actions() {
    Set<String> actions = new HashSet<>();
    Stream.of(ACTIONS.split("\\s+", -1)).map("s3:"::concat).forEach(actions::add);
    Arrays.stream(Action.values()).map(PermissionNames::of).forEach(actions::add);
    return Set.copyOf(actions);
  }

  private static Map<String, KeyUse> keys() {
    Map<String, KeyUse> keys = new HashMap<>();
    KEYS.forEach(key -> keys.put(key, SINGLE));
    for (AccessConditions.Fact fact : AccessConditions.Fact.values()) {
      keys.put(fact.key(), SINGLE);
    }
    for (CallFacts.Said said : CallFacts.Said.values()) {
      keys.put(said.key(), SINGLE);
    }
    keys.put(ConditionKeys.EXISTING_TAG, SINGLE);
    keys.put(ConditionKeys.REQUESTED_TAG, SINGLE);
    keys.put(CallKey.REQUESTED_TAG_KEYS.text(), MULTIPLE);
    keys.put(CallKey.REMAINING_DAYS.text(), SINGLE);
    return Map.copyOf(keys);
  }
}
