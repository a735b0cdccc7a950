package io.strongroom.domain.access;

import io.strongroom.policy.condition.Attributes;

/**
 * The condition keys that tell of a call, but for those of tags and of what a request says in so
 * many words.
 */
enum CallKey {
  CURRENT_TIME("aws:CurrentTime"),
  EPOCH_TIME("aws:EpochTime"),
  FEDERATED_PROVIDER("aws:FederatedProvider"),
  MULTI_FACTOR_AUTH_PRESENT("aws:MultiFactorAuthPresent"),
  PRINCIPAL_ACCOUNT("aws:PrincipalAccount"),
  PRINCIPAL_ARN("aws:PrincipalArn"),
  PRINCIPAL_TYPE("aws:PrincipalType"),
  REFERER("aws:Referer"),
  REQUESTED_REGION("aws:RequestedRegion"),
  RESOURCE_ACCOUNT("aws:ResourceAccount"),
  SECURE_TRANSPORT("aws:SecureTransport"),
  SOURCE_IDENTITY("aws:SourceIdentity"),
  SOURCE_IP("aws:SourceIp"),
  TOKEN_ISSUE_TIME("aws:TokenIssueTime"),
  USER_AGENT("aws:UserAgent"),
  USER_ID("aws:userid"),
  USER_NAME("aws:username"),
  VIA_AWS_SERVICE("aws:ViaAWSService"),
  AUTH_TYPE("s3:authType"),
  DELIMITER("s3:delimiter"),
  REMAINING_DAYS("s3:object-lock-remaining-retention-days"),
  REQUESTED_TAG_KEYS("s3:RequestObjectTagKeys"),
  OWNER_IN_S3("s3:ResourceAccount"),
  SIGNATURE_AGE("s3:signatureAge"),
  SIGNATURE_VERSION("s3:signatureversion"),
  VERSION_ID("s3:VersionId"),
  CONTENT_SHA256("s3:x-amz-content-sha256"),
  ENCRYPTION("s3:x-amz-server-side-encryption"),
  KMS_KEY("s3:x-amz-server-side-encryption-aws-kms-key-id"),
  CUSTOMER_ALGORITHM("s3:x-amz-server-side-encryption-customer-algorithm");

  private final String text;
  private final String folded;

  CallKey(String text) {
    this.text = text;
    this.folded = Attributes.folded(text);
  }

  /** As documents spell it. */
  String text() {
    return text;
  }

  /** As policies are asked for it. */
  String folded() {
    return folded;
  }
}
