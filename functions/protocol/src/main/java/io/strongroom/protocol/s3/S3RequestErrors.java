package io.strongroom.protocol.s3;

import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.Protected;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.object.HttpDates;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What each {@link RequestError} is called in the S3 dialect. Codes and texts are those clients and
 * conformance suites compare with, byte for byte.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3RequestErrors {

  private S3RequestErrors() {}

  /** One arm per error; a new error does not compile until it has one. */
  static ErrorAnswer answer(RequestError error) {
    return switch (error) {
      case RequestError.NoSuchBucket(var bucket) ->
          answer(404, "NoSuchBucket", "The specified bucket does not exist")
              .with("BucketName", bucket.value());
      case RequestError.NoSuchKey(var key) ->
          answer(404, "NoSuchKey", "The specified key does not exist.").with("Key", key.value());
      case RequestError.NoSuchVersion(var key, var version) ->
          answer(404, "NoSuchVersion", "The specified version does not exist.")
              .with("Key", key.value())
              .with("VersionId", version);
      case RequestError.NoSuchUpload(var upload) ->
          answer(
                  404,
                  "NoSuchUpload",
                  "The specified upload does not exist. The upload ID may be invalid, or the upload"
                      + " may have been aborted or completed.")
              .with("UploadId", upload);
      case RequestError.NoSuchEncryptionConfiguration(var bucket) ->
          answer(
                  404,
                  "ServerSideEncryptionConfigurationNotFoundError",
                  "The server side encryption configuration was not found")
              .with("BucketName", bucket.value());
      case RequestError.BucketAlreadyOwnedByYou(var bucket) ->
          answer(
                  409,
                  "BucketAlreadyOwnedByYou",
                  "Your previous request to create the named bucket succeeded and you already own"
                      + " it.")
              .with("BucketName", bucket.value());
      case RequestError.BucketAlreadyExists(var bucket) ->
          answer(
                  409,
                  "BucketAlreadyExists",
                  "The requested bucket name is not available. The bucket namespace is shared by"
                      + " all users of the system. Please select a different name and try again.")
              .with("BucketName", bucket.value());
      case RequestError.BucketNotEmpty(var bucket) ->
          answer(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
              .with("BucketName", bucket.value());
      case RequestError.InvalidBucketName(var given) ->
          answer(400, "InvalidBucketName", "The specified bucket is not valid.")
              .with("BucketName", given);
      case RequestError.WrongLocation(var given, var region) ->
          answer(
              400,
              "IllegalLocationConstraintException",
              "The "
                  + given
                  + " location constraint is incompatible for the region specific endpoint this"
                  + " request was sent to.");
      case RequestError.InvalidBucketOwner(var given) ->
          invalid(
              "InvalidBucketOwnerAWSAccountID",
              "The value of the expected bucket owner parameter must be an AWS Account ID... ["
                  + given
                  + "]");
      case RequestError.InvalidUri(var given) ->
          invalid("InvalidURI", "Couldn't parse the specified URI.").with("URI", given);
      case RequestError.InvalidStorageClass(var given) ->
          invalid("InvalidStorageClass", "The storage class you specified is not valid")
              .with("StorageClassRequested", given);
      case RequestError.MetadataTooLarge(var bytes, var limit) ->
          invalid(
                  "MetadataTooLarge",
                  "Your metadata headers exceed the maximum allowed metadata size")
              .with("Size", bytes)
              .with("MaxSizeAllowed", limit);
      case RequestError.KeyTooLong(var bytes, var limit) ->
          invalid("KeyTooLongError", "Your key is too long")
              .with("Size", bytes)
              .with("MaxSizeAllowed", limit);
      case RequestError.AccessDenied(var detail) -> answer(403, "AccessDenied", detail);
      case RequestError.InvalidToken() ->
          invalid("InvalidToken", "The provided token is malformed or otherwise invalid.");
      case RequestError.InvalidArgument(var detail, var argument, var given) ->
          invalidArgument(detail, argument, given);
      case RequestError.InvalidRequest(var detail) -> invalid("InvalidRequest", detail);
      case RequestError.MalformedXml _ ->
          invalid(
              "MalformedXML",
              "The XML you provided was not well-formed or did not validate against our published"
                  + " schema");
      case RequestError.NotImplemented(var feature) ->
          answer(501, "NotImplemented", "This service does not implement " + feature);
      case RequestError.HeaderNotImplemented(var header, var detail) ->
          answer(
                  501,
                  "NotImplemented",
                  "A header you provided implies functionality that is not implemented")
              .with("Header", header)
              .with("additionalMessage", detail.isEmpty() ? notAccepted(header) : detail);
      case RequestError.MethodNotAllowed(var method, var allowed) ->
          answer(
                  405,
                  "MethodNotAllowed",
                  "The specified method is not allowed against this resource.")
              .with("Method", method)
              .withHeader("allow", String.join(", ", allowed));
      case RequestError.PreconditionFailed(var condition) ->
          answer(
                  412,
                  "PreconditionFailed",
                  "At least one of the pre-conditions you specified did not hold")
              .with("Condition", condition);
      case RequestError.NotModified(var etag, var lastModified) ->
          answer(304, "NotModified", "Not Modified")
              .withHeader("etag", etag.quoted())
              .withHeader("last-modified", HttpDates.header(lastModified));
      case RequestError.InvalidRange(var size, var range) ->
          answer(416, "InvalidRange", "The requested range is not satisfiable")
              .with("RangeRequested", range)
              .with("ActualObjectSize", size)
              .withHeader("content-range", "bytes */" + size);
      case RequestError.InvalidPartNumber(var number, var count) ->
          answer(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
              .with("PartNumberRequested", number)
              .with("ActualPartCount", count);
      case RequestError.ConditionalRequestConflict(var key) ->
          answer(
                  409,
                  "ConditionalRequestConflict",
                  "The conditional request cannot succeed due to a conflicting operation against"
                      + " this resource.")
              .with("Key", key.value());
      case RequestError.EntityTooLarge(var limit) ->
          invalid("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
              .with("MaxSizeAllowed", limit);
      case RequestError.EntityTooSmall(var number, var size, var minimum, var etag) ->
          invalid("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
              .with("ProposedSize", size)
              .with("MinSizeAllowed", minimum)
              .with("PartNumber", number)
              .with("ETag", etag.value());
      case RequestError.InvalidPart(var upload, var number, var etag) ->
          invalid(
                  "InvalidPart",
                  "One or more of the specified parts could not be found.  The part may not have"
                      + " been uploaded, or the specified entity tag may not match the part's"
                      + " entity tag.")
              .with("UploadId", upload)
              .with("PartNumber", number)
              .with("ETag", etag);
      case RequestError.InvalidPartOrder(var upload) ->
          invalid(
                  "InvalidPartOrder",
                  "The list of parts was not in ascending order. Parts must be ordered by part"
                      + " number.")
              .with("UploadId", upload);
      case RequestError.BadChecksum bad -> badChecksum(bad);
      case RequestError.ChecksumTypeMismatch(var detail) -> invalid("InvalidRequest", detail);
      case RequestError.UploadSizeMismatch(var stated, var computed) ->
          invalid(
              "InvalidRequest",
              "The provided 'x-amz-mp-object-size' header value "
                  + stated
                  + " does not match what was computed: "
                  + computed);
      case RequestError.InvalidCopyRange(var range, var size) ->
          range.first() >= size
              ? invalid(
                  "InvalidRequest",
                  "The specified copy range is invalid for the source object size")
              : invalidArgument(
                  "Range specified is not valid for source object of size: " + size,
                  "x-amz-copy-source-range",
                  "bytes=%d-%d".formatted(range.first(), range.last()));
      case RequestError.SourceTooLarge(var limit) ->
          invalid(
              "InvalidRequest",
              "The specified copy source is larger than the maximum allowable size for a copy"
                  + " source: "
                  + limit);
      case RequestError.IllegalSelfCopy() ->
          invalid(
              "InvalidRequest",
              "This copy request is illegal because it is trying to copy an object to itself"
                  + " without changing the object's metadata, storage class, website redirect"
                  + " location or encryption attributes.");
      case RequestError.InvalidEncryptionAlgorithm(var argument, var given) ->
          invalid(
                  "InvalidEncryptionAlgorithmError",
                  "The Encryption request you specified is not valid. Supported value: AES256.")
              .with("ArgumentName", argument)
              .with("ArgumentValue", given);
      case RequestError.CustomerKeyRequired() ->
          invalid(
              "InvalidRequest",
              "The object was stored using a form of Server Side Encryption. The correct"
                  + " parameters must be provided to retrieve the object.");
      case RequestError.CustomerKeyWrong() ->
          answer(
              403,
              "AccessDenied",
              "Requests specifying Server Side Encryption with Customer provided keys must"
                  + " provide the correct secret key.");
      case RequestError.CustomerKeyNotApplicable() ->
          invalid("InvalidRequest", "The encryption parameters are not applicable to this object.");
      case RequestError.CustomerKeyBlocked() ->
          answer(
              403,
              "AccessDenied",
              "This bucket blocks new objects encrypted with customer provided keys (SSE-C).");
      case RequestError.UploadEncryptionRequired() ->
          invalid(
              "InvalidRequest",
              "The multipart upload initiate requested encryption. Subsequent part requests must"
                  + " include the appropriate encryption parameters.");
      case RequestError.UploadEncryptionMismatch() ->
          invalid(
              "InvalidRequest",
              "The provided encryption parameters did not match the ones used originally.");
      case RequestError.InsecureTransport(var mode) -> insecure(mode);
      case RequestError.KmsFailed(var failure) -> S3KmsErrors.answer(failure);
      case RequestError.ObjectDamaged _ -> internal();
      case RequestError.StorageBusy _ ->
          answer(503, "SlowDown", "Please reduce your request rate.")
              .withHeader("retry-after", "1");
      case RequestError.StorageUnavailable _ ->
          answer(503, "ServiceUnavailable", "Service is unable to handle request.")
              .withHeader("retry-after", "1");
    };
  }

  /** The answer to whatever nobody expected. */
  static ErrorAnswer internal() {
    return answer(500, "InternalError", "We encountered an internal error. Please try again.");
  }

  static ErrorAnswer invalidArgument(String detail, String argument, String given) {
    return invalid("InvalidArgument", detail)
        .withIfPresent("ArgumentName", argument)
        .withIfPresent("ArgumentValue", given);
  }

  private static String notAccepted(String header) {
    return "We don't accept the provided value of " + header + " header for this API";
  }

  private static ErrorAnswer badChecksum(RequestError.BadChecksum bad) {
    String name = bad.algorithm().name().toLowerCase(Locale.ROOT);
    OptionalInt part = bad.partNumber();
    return invalid(
        "BadDigest",
        part.isPresent()
            ? "The %s you specified for part %d did not match what we received."
                .formatted(name, part.getAsInt())
            : "The %s you specified did not match the calculated checksum.".formatted(name));
  }

  private static ErrorAnswer insecure(Protected mode) {
    return switch (mode) {
      case CUSTOMER_KEY ->
          invalid(
              "InvalidRequest",
              "Requests specifying Server Side Encryption with Customer provided keys must be made"
                  + " over a secure connection.");
      case KMS_KEY ->
          invalid(
              "InvalidArgument",
              "Requests specifying Server Side Encryption with AWS KMS managed keys must be made"
                  + " over a secure connection.");
    };
  }

  private static ErrorAnswer invalid(String code, String message) {
    return answer(400, code, message);
  }

  private static ErrorAnswer answer(int status, String code, String message) {
    return ErrorAnswer.of(status, code, message);
  }
}
