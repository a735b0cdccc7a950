package io.strongroom.protocol.http;

import static io.strongroom.protocol.http.RequestPattern.bucket;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.operation.BucketPolicyAccess;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.domain.operation.GetBucketUsage;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.operation.ListObjectVersions;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.operation.PublicAccess;
import io.strongroom.domain.operation.PutBucketVersioning;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.domain.record.VersionListing;
import io.strongroom.protocol.http.Dialect.Empty;
import java.util.List;
import java.util.Optional;

/** Operations on one bucket or on many of its objects, each with the requests that mean it. */
public final class BucketOperations {

  private static final DeclaredOperations TABLE = new DeclaredOperations();

  public static final Operation<PutEncryptionConfiguration.Command, Empty>
      PUT_ENCRYPTION_CONFIGURATION =
          TABLE.add(
              "PutEncryptionConfiguration",
              Function.PUT_ENCRYPTION_CONFIGURATION,
              Action.PUT_ENCRYPTION_CONFIGURATION,
              bucket("PUT", "encryption"));

  public static final Operation<
          GetEncryptionConfiguration.Command, Optional<EncryptionConfiguration>>
      GET_ENCRYPTION_CONFIGURATION =
          TABLE.add(
              "GetEncryptionConfiguration",
              Function.PUT_ENCRYPTION_CONFIGURATION,
              Action.GET_ENCRYPTION_CONFIGURATION,
              bucket("GET", "encryption"));

  public static final Operation<DeleteEncryptionConfiguration.Command, Empty>
      DELETE_ENCRYPTION_CONFIGURATION =
          TABLE.add(
              "DeleteEncryptionConfiguration",
              Function.PUT_ENCRYPTION_CONFIGURATION,
              Action.PUT_ENCRYPTION_CONFIGURATION,
              bucket("DELETE", "encryption"));

  public static final Operation<CreateBucket.Command, Empty> CREATE_BUCKET =
      TABLE.add("CreateBucket", Function.MANAGE_BUCKET, Action.CREATE_BUCKET, bucket("PUT"));

  public static final Operation<HeadBucket.Command, Bucket> HEAD_BUCKET =
      TABLE.add("HeadBucket", Function.MANAGE_BUCKET, Action.LIST_BUCKET, bucket("HEAD"));

  public static final Operation<DeleteBucket.Command, Empty> DELETE_BUCKET =
      TABLE.add("DeleteBucket", Function.MANAGE_BUCKET, Action.DELETE_BUCKET, bucket("DELETE"));

  public static final Operation<HeadBucket.Command, Bucket> GET_BUCKET_LOCATION =
      TABLE.add(
          "GetBucketLocation",
          Function.MANAGE_BUCKET,
          Action.GET_BUCKET_LOCATION,
          bucket("GET", "location"));

  public static final Operation<ListObjects.Command, ListingPage> LIST_OBJECTS =
      TABLE.add("ListObjects", Function.MANAGE_BUCKET, Action.LIST_BUCKET, bucket("GET"));

  public static final Operation<ListObjects.Command, ListingPage> LIST_OBJECTS_V2 =
      TABLE.add(
          "ListObjectsV2",
          Function.MANAGE_BUCKET,
          Action.LIST_BUCKET,
          bucket("GET", "list-type=2"));

  public static final Operation<ListObjectVersions.Command, VersionListing.Page>
      LIST_OBJECT_VERSIONS =
          TABLE.add(
              "ListObjectVersions",
              Function.MANAGE_BUCKET,
              Action.LIST_BUCKET_VERSIONS,
              bucket("GET", "versions"));

  public static final Operation<HeadBucket.Command, Bucket> GET_BUCKET_VERSIONING =
      TABLE.add(
          "GetBucketVersioning",
          Function.MANAGE_BUCKET,
          Action.GET_BUCKET_VERSIONING,
          bucket("GET", "versioning"));

  public static final Operation<PutBucketVersioning.Command, Empty> PUT_BUCKET_VERSIONING =
      TABLE.add(
          "PutBucketVersioning",
          Function.MANAGE_BUCKET,
          Action.PUT_BUCKET_VERSIONING,
          bucket("PUT", "versioning"));

  public static final Operation<ListMultipartUploads.Command, UploadListing.Page>
      LIST_MULTIPART_UPLOADS =
          TABLE.add(
              "ListMultipartUploads",
              Function.MANAGE_BUCKET,
              Action.LIST_BUCKET_MULTIPART_UPLOADS,
              bucket("GET", "uploads"));

  public static final Operation<DeleteObjects.Command, DeleteObjects.Result> DELETE_OBJECTS =
      TABLE.add(
          "DeleteObjects", Function.MANAGE_BUCKET, Action.DELETE_OBJECT, bucket("POST", "delete"));

  public static final Operation<GetBucketUsage.Command, BucketUsage> GET_BUCKET_STORAGE_INFO =
      TABLE.add(
          "GetBucketStorageInfo",
          Function.MANAGE_BUCKET,
          Action.GET_BUCKET_STORAGE,
          bucket("GET", "storageinfo"));

  public static final Operation<BucketPolicyAccess.Put, Empty> PUT_BUCKET_POLICY =
      TABLE.add(
          "PutBucketPolicy",
          Function.MANAGE_ACCESS,
          Action.PUT_BUCKET_POLICY,
          bucket("PUT", "policy"));

  public static final Operation<BucketPolicyAccess.Command, BucketPolicyText> GET_BUCKET_POLICY =
      TABLE.add(
          "GetBucketPolicy",
          Function.MANAGE_ACCESS,
          Action.GET_BUCKET_POLICY,
          bucket("GET", "policy"));

  public static final Operation<BucketPolicyAccess.Command, Empty> DELETE_BUCKET_POLICY =
      TABLE.add(
          "DeleteBucketPolicy",
          Function.MANAGE_ACCESS,
          Action.DELETE_BUCKET_POLICY,
          bucket("DELETE", "policy"));

  public static final Operation<BucketPolicyAccess.Command, Boolean> GET_BUCKET_POLICY_STATUS =
      TABLE.add(
          "GetBucketPolicyStatus",
          Function.MANAGE_ACCESS,
          Action.GET_BUCKET_POLICY_STATUS,
          bucket("GET", "policyStatus"));

  public static final Operation<PublicAccess.Put, Empty> PUT_PUBLIC_ACCESS_BLOCK =
      TABLE.add(
          "PutPublicAccessBlock",
          Function.MANAGE_ACCESS,
          Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK,
          bucket("PUT", "publicAccessBlock"));

  public static final Operation<PublicAccess.Command, PublicAccessBlock> GET_PUBLIC_ACCESS_BLOCK =
      TABLE.add(
          "GetPublicAccessBlock",
          Function.MANAGE_ACCESS,
          Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK,
          bucket("GET", "publicAccessBlock"));

  public static final Operation<PublicAccess.Command, Empty> DELETE_PUBLIC_ACCESS_BLOCK =
      TABLE.add(
          "DeletePublicAccessBlock",
          Function.MANAGE_ACCESS,
          Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK,
          bucket("DELETE", "publicAccessBlock"));

  private static final List<Operation<?, ?>> ALL = TABLE.all();

  private BucketOperations() {}

  /** In the order of this file. */
  static List<Operation<?, ?>> all() {
    return ALL;
  }
}
