package io.strongroom.protocol.http.error;

import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutBucket;
import io.strongroom.domain.name.Versioning;

/** What errors about buckets are called. */
final class BucketErrors {

  private BucketErrors() {}

  static ErrorAnswer answer(AboutBucket error) {
    return switch (error) {
      case RequestError.NoSuchBucket(var bucket) ->
          ErrorAnswer.of(404, "NoSuchBucket", "The specified bucket does not exist")
              .with("BucketName", bucket.value());
      case RequestError.NoSuchEncryptionConfiguration(var bucket) ->
          absent(
                  "NoSuchEncryptionConfiguration",
                  "The bucket encryption configuration does not exist.")
              .with("BucketName", bucket.value());
      case RequestError.NotConfigured(var bucket, var aspect) ->
          absent(aspect).with("BucketName", bucket.value());
      case RequestError.BucketAlreadyOwnedByYou(var bucket) ->
          conflict(
              "BucketAlreadyOwnedByYou",
              "Your previous request to create the named bucket succeeded and you already own it.",
              bucket.value());
      case RequestError.BucketAlreadyExists(var bucket) ->
          conflict(
              "BucketAlreadyExists",
              "The requested bucket name is not available. The bucket namespace is shared by"
                  + " all users of the system. Please select a different name and try again.",
              bucket.value());
      case RequestError.BucketNotEmpty(var bucket, var versioning) ->
          conflict("BucketNotEmpty", notEmpty(versioning), bucket.value());
      case RequestError.CopiesKeepVersions _ -> copied();
      case RequestError.NoVersioningStatus() ->
          ErrorAnswer.invalid(
              "IllegalVersioningConfigurationException",
              "The Versioning element must be specified");
      case RequestError.InvalidBucketName(var given) ->
          ErrorAnswer.invalid("InvalidBucketName", "The specified bucket is not valid.")
              .with("BucketName", given);
      case RequestError.InvalidDefaultStorageClass(var given) -> wrongClass(given);
      case RequestError.WrongLocation(var given, var region) -> wrongLocation(given, region);
      case RequestError.InvalidBucketOwner(var given) ->
          ErrorAnswer.invalidArgument("The expected bucket owner is not an account id.", "", given);
    };
  }

  private static ErrorAnswer wrongClass(String given) {
    return ErrorAnswer.invalid(
            "InvalidDefaultStorageClass", "The default storage class you specified is not valid")
        .with("StorageClassRequested", given);
  }

  private static String notEmpty(Versioning versioning) {
    return versioning.isKept()
        ? "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
        : "The bucket you tried to delete is not empty";
  }

  private static ErrorAnswer copied() {
    return ErrorAnswer.of(
        409,
        "InvalidBucketState",
        "A replication configuration is present on this bucket, so you cannot change the"
            + " versioning state. To change the versioning state, first delete the"
            + " replication configuration.");
  }

  private static ErrorAnswer absent(BucketAspect aspect) {
    return switch (aspect) {
      case TAGS -> absent("NoSuchTagSet", "The TagSet does not exist");
      case CROSS_ORIGIN_RULES ->
          absent("NoSuchCORSConfiguration", "The CORS configuration does not exist");
      case LIFECYCLE ->
          absent("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
      case OWNERSHIP_CONTROLS ->
          absent("OwnershipControlsNotFoundError", "The bucket ownership controls were not found");
      case OBJECT_LOCK ->
          absent(
              "ObjectLockConfigurationNotFoundError",
              "Object Lock configuration does not exist for this bucket");
      case WEBSITE ->
          absent(
              "NoSuchWebsiteConfiguration",
              "The specified bucket does not have a website configuration");
      case REPLICATION ->
          absent(
              "ReplicationConfigurationNotFoundError",
              "The replication configuration was not found");
      case METADATA_TABLE ->
          absent("MetadataConfigurationNotFound", "The metadata configuration does not exist.");
      case REPORT, INVENTORY ->
          absent("NoSuchConfiguration", "The specified configuration does not exist.");
      case POLICY -> absent("NoSuchBucketPolicy", "The bucket policy does not exist");
      case PUBLIC_ACCESS_BLOCK ->
          absent(
              "NoSuchPublicAccessBlockConfiguration",
              "The public access block configuration was not found");
      case CUSTOM_DOMAIN ->
          ErrorAnswer.invalid("CustomDomainNotExist", "The custom domain does not exist.");
    };
  }

  private static ErrorAnswer absent(String code, String message) {
    return ErrorAnswer.of(404, code, message);
  }

  private static ErrorAnswer conflict(String code, String message, String bucket) {
    return ErrorAnswer.of(409, code, message).with("BucketName", bucket);
  }

  private static ErrorAnswer wrongLocation(String given, Region region) {
    return ErrorAnswer.invalid(
            "InvalidLocationConstraint", "The specified location constraint is not valid.")
        .with("Location", given)
        .with("Region", region.value());
  }
}
