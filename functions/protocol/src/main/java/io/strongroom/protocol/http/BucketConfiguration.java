package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.bucket;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.operation.ChangeBucket;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Dialect.Empty;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be set for a bucket, one sub-resource each: the operations that read it, set it and take
 * it away. What a dialect answers stands with the dialect; one that is not offered is read as not
 * set, and refused by name when it is to be set.
 *
 * <p>Source: "Amazon S3 actions", Amazon S3 API reference; "Bucket APIs", OBS API reference.
 */
@SuppressWarnings("ImmutableEnumChecker") // An operation is immutable, and says so.
public enum BucketConfiguration {
  TAGGING(
      "tagging", "BucketTagging", Action.GET_BUCKET_TAGGING, Action.PUT_BUCKET_TAGGING, Kept.NO),
  CORS("cors", "BucketCors", Action.GET_BUCKET_CORS, Action.PUT_BUCKET_CORS, Kept.NO),
  LIFECYCLE(
      "lifecycle",
      "BucketLifecycleConfiguration",
      Action.GET_LIFECYCLE_CONFIGURATION,
      Action.PUT_LIFECYCLE_CONFIGURATION,
      Kept.NO),
  OWNERSHIP_CONTROLS(
      "ownershipControls",
      "BucketOwnershipControls",
      Action.GET_BUCKET_OWNERSHIP_CONTROLS,
      Action.PUT_BUCKET_OWNERSHIP_CONTROLS,
      Kept.NO),
  ACL("acl", "BucketAcl", Action.GET_BUCKET_ACL, Action.PUT_BUCKET_ACL, Kept.YES),
  OBJECT_LOCK(
      "object-lock",
      "ObjectLockConfiguration",
      Action.GET_BUCKET_OBJECT_LOCK_CONFIGURATION,
      Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION,
      Kept.YES),
  WEBSITE(
      "website", "BucketWebsite", Action.GET_BUCKET_WEBSITE, Action.PUT_BUCKET_WEBSITE, Kept.NO),
  LOGGING(
      "logging", "BucketLogging", Action.GET_BUCKET_LOGGING, Action.PUT_BUCKET_LOGGING, Kept.YES),
  NOTIFICATION(
      "notification",
      "BucketNotificationConfiguration",
      Action.GET_BUCKET_NOTIFICATION,
      Action.PUT_BUCKET_NOTIFICATION,
      Kept.YES),
  REQUEST_PAYMENT(
      "requestPayment",
      "BucketRequestPayment",
      Action.GET_BUCKET_REQUEST_PAYMENT,
      Action.PUT_BUCKET_REQUEST_PAYMENT,
      Kept.YES),
  ACCELERATE(
      "accelerate",
      "BucketAccelerateConfiguration",
      Action.GET_ACCELERATE_CONFIGURATION,
      Action.PUT_ACCELERATE_CONFIGURATION,
      Kept.YES),
  REPLICATION(
      "replication",
      "BucketReplication",
      Action.GET_REPLICATION_CONFIGURATION,
      Action.PUT_REPLICATION_CONFIGURATION,
      Kept.NO),
  ANALYTICS(
      "analytics",
      "BucketAnalyticsConfiguration",
      Action.GET_ANALYTICS_CONFIGURATION,
      Action.PUT_ANALYTICS_CONFIGURATION,
      Kept.NO),
  METRICS(
      "metrics",
      "BucketMetricsConfiguration",
      Action.GET_METRICS_CONFIGURATION,
      Action.PUT_METRICS_CONFIGURATION,
      Kept.NO),
  INTELLIGENT_TIERING(
      "intelligent-tiering",
      "BucketIntelligentTieringConfiguration",
      Action.GET_INTELLIGENT_TIERING_CONFIGURATION,
      Action.PUT_INTELLIGENT_TIERING_CONFIGURATION,
      Kept.NO),
  INVENTORY(
      "inventory",
      "BucketInventoryConfiguration",
      Action.GET_INVENTORY_CONFIGURATION,
      Action.PUT_INVENTORY_CONFIGURATION,
      Kept.NO),
  ABAC("abac", "BucketAbac", Action.GET_BUCKET_ABAC, Action.PUT_BUCKET_ABAC, Kept.YES),
  METADATA_TABLE(
      "metadataTable",
      "BucketMetadataTableConfiguration",
      Action.GET_BUCKET_METADATA_TABLE_CONFIGURATION,
      Action.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION,
      Kept.NO),
  METADATA(
      "metadataConfiguration",
      "BucketMetadataConfiguration",
      Action.GET_BUCKET_METADATA_TABLE_CONFIGURATION,
      Action.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION,
      Kept.NO),
  QUOTA("quota", "BucketQuota", Action.GET_BUCKET_QUOTA, Action.PUT_BUCKET_QUOTA, Kept.YES),
  STORAGE_CLASS(
      "storageClass",
      "BucketStorageClass",
      Action.GET_BUCKET_STORAGE_POLICY,
      Action.PUT_BUCKET_STORAGE_POLICY,
      Kept.YES),
  /** OBS: what its SDKs call the storage class in the S3 dialect. */
  STORAGE_POLICY(
      "storagePolicy",
      "BucketStoragePolicy",
      Action.GET_BUCKET_STORAGE_POLICY,
      Action.PUT_BUCKET_STORAGE_POLICY,
      Kept.YES),
  CUSTOM_DOMAIN(
      "customdomain",
      "BucketCustomDomain",
      Action.GET_BUCKET_CUSTOM_DOMAIN_CONFIGURATION,
      Action.PUT_BUCKET_CUSTOM_DOMAIN_CONFIGURATION,
      Kept.NO);

  /** Which of several the request means; without it, all of them. */
  public static final String ID = "id";

  /** Whether it can be taken away. */
  private enum Kept {
    YES,
    NO
  }

  private final String subResource;
  private final Operation<HeadBucket.Command, Bucket> read;
  private final Operation<ChangeBucket.Command, Empty> write;
  private final Optional<Operation<ChangeBucket.Command, Empty>> removal;

  BucketConfiguration(String subResource, String name, Action toRead, Action toWrite, Kept kept) {
    this.subResource = subResource;
    this.read = operation("Get" + name, toRead, bucket("GET", subResource));
    // S3: these two are made, and not put.
    String method = subResource.startsWith("metadata") ? "POST" : "PUT";
    this.write = operation("Put" + name, toWrite, bucket(method, subResource));
    this.removal =
        switch (kept) {
          case YES -> Optional.empty();
          case NO ->
              Optional.of(operation("Delete" + name, toWrite, bucket("DELETE", subResource)));
        };
  }

  private static <C, R> Operation<C, R> operation(
      String name, Action action, RequestPattern pattern) {
    return new Operation<>(
        name, Function.MANAGE_BUCKET, new Permission.Needed(action), List.of(pattern));
  }

  /** The query parameter that means it. */
  public String subResource() {
    return subResource;
  }

  /** Tells what is set. */
  public Operation<HeadBucket.Command, Bucket> read() {
    return read;
  }

  /** Sets it. */
  public Operation<ChangeBucket.Command, Empty> write() {
    return write;
  }

  /** Takes it away, where that is a thing of its own. */
  public Optional<Operation<ChangeBucket.Command, Empty>> removal() {
    return removal;
  }

  /** The operations that change it. */
  public Stream<Operation<ChangeBucket.Command, Empty>> changes() {
    return Stream.concat(Stream.of(write), removal.stream());
  }

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return Arrays.stream(values())
        .<Operation<?, ?>>flatMap(each -> Stream.concat(Stream.of(each.read), each.changes()))
        .toList();
  }
}
