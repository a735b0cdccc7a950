package io.strongroom.domain.name;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What can be wrong with a request. Each case has the fields a dialect needs to render it; none has
 * a status, a wire code or a header name. Expected answers, so without a stack trace.
 */
public sealed interface RequestError {

  /** The bucket does not exist. */
  record NoSuchBucket(BucketName bucket) implements RequestError {}

  /** The object does not exist. */
  record NoSuchKey(ObjectKey key) implements RequestError {}

  /** The upload does not exist, was completed or was aborted. */
  record NoSuchUpload(String uploadId) implements RequestError {}

  /** The bucket has no encryption configuration. */
  record NoSuchEncryptionConfiguration(BucketName bucket) implements RequestError {}

  /** The object exists, this version of it does not. */
  record NoSuchVersion(ObjectKey key, String versionId) implements RequestError {}

  /** The caller owns a bucket of this name. */
  record BucketAlreadyOwnedByYou(BucketName bucket) implements RequestError {}

  /** Somebody else owns a bucket of this name. */
  record BucketAlreadyExists(BucketName bucket) implements RequestError {}

  /** The bucket still holds objects. */
  record BucketNotEmpty(BucketName bucket) implements RequestError {}

  /** No bucket can have this name. */
  record InvalidBucketName(String given) implements RequestError {}

  /** A bucket was wanted in another region than this one. */
  record WrongLocation(String given, String region) implements RequestError {}

  /** The key is longer than {@code limit} bytes. */
  record KeyTooLong(int bytes, int limit) implements RequestError {}

  /** The caller may not do this. */
  record AccessDenied(String detail) implements RequestError {}

  /** A session token, which no access key here goes with. */
  record InvalidToken() implements RequestError {}

  /** A parameter has a value it cannot have. {@code given} is echoed; empty when there was none. */
  record InvalidArgument(String detail, String argument, String given) implements RequestError {}

  /** The request target cannot be decoded. */
  record InvalidUri(String given) implements RequestError {}

  /**
   * Not an algorithm for customer keys. {@code argument} is what the dialect names as the culprit.
   */
  record InvalidEncryptionAlgorithm(String argument, String given) implements RequestError {}

  /** No such storage class. */
  record InvalidStorageClass(String given) implements RequestError {}

  /** The expected owner of a bucket is not an account id. */
  record InvalidBucketOwner(String given) implements RequestError {}

  /** User metadata, names and values together, is larger than {@code limit} bytes. */
  record MetadataTooLarge(int bytes, int limit) implements RequestError {}

  /** The parts of the request do not fit together. */
  record InvalidRequest(String detail) implements RequestError {}

  /** The body is not the document that was expected. */
  record MalformedXml(String detail) implements RequestError {}

  /** Understood, but not offered here. */
  record NotImplemented(String feature) implements RequestError {}

  /**
   * A header, or its value, asks for something that is not offered here; {@code detail} says what.
   */
  record HeaderNotImplemented(String header, String detail) implements RequestError {

    public HeaderNotImplemented(String header) {
      this(header, "");
    }
  }

  /** The resource does not know this method, but {@code allowed}. */
  record MethodNotAllowed(String method, List<String> allowed) implements RequestError {

    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }

    public MethodNotAllowed(String method) {
      this(method, List.of());
    }
  }

  /** A conditional header did not hold; {@code condition} names it as the client wrote it. */
  record PreconditionFailed(String condition) implements RequestError {}

  /** The client's copy is still good. */
  record NotModified(ETag etag, Instant lastModified) implements RequestError {}

  /** No byte of the range lies in the object. */
  record InvalidRange(long size, String range) implements RequestError {}

  /** The object has no such part. */
  record InvalidPartNumber(int partNumber, int partCount) implements RequestError {}

  /** Another write won while this conditional one ran. */
  record ConditionalRequestConflict(ObjectKey key) implements RequestError {}

  /** More bytes than one request may carry. */
  record EntityTooLarge(long limit) implements RequestError {}

  /** A part that is not the last is too small. */
  record EntityTooSmall(int partNumber, long size, long minimum, ETag etag)
      implements RequestError {}

  /** A part named at completion is not there, or has another entity tag. */
  record InvalidPart(String uploadId, int partNumber, String etag) implements RequestError {}

  /** Part numbers do not ascend. */
  record InvalidPartOrder(String uploadId) implements RequestError {}

  /** A checksum stated at completion does not match. */
  record BadChecksum(ChecksumAlgorithm algorithm, OptionalInt partNumber) implements RequestError {}

  /** Checksum algorithm or type differs from what the upload was created with. */
  record ChecksumTypeMismatch(String detail) implements RequestError {}

  /** The parts together are not as long as the client said. Sizes in bytes. */
  record UploadSizeMismatch(long stated, long computed) implements RequestError {}

  /** The bytes to copy do not all lie in the source, which has {@code size} of them. */
  record InvalidCopyRange(ByteRange range, long size) implements RequestError {}

  /** The source of a copy is larger than one copy may be. */
  record SourceTooLarge(long limit) implements RequestError {}

  /** An object copied onto itself without any change. */
  record IllegalSelfCopy() implements RequestError {}

  /** The object is sealed under a customer key and the request brings none. */
  record CustomerKeyRequired() implements RequestError {}

  /** The customer key does not open the object. */
  record CustomerKeyWrong() implements RequestError {}

  /** The request brings a customer key, the object is not sealed under one. */
  record CustomerKeyNotApplicable() implements RequestError {}

  /** The bucket takes no new objects under customer keys. */
  record CustomerKeyBlocked() implements RequestError {}

  /** A part came with, or without, a customer key against what its upload was created with. */
  record UploadEncryptionRequired() implements RequestError {}

  /** A part came with another customer key than its upload was created with. */
  record UploadEncryptionMismatch() implements RequestError {}

  /** Key material would cross the network in the clear. */
  record InsecureTransport(Protected mode) implements RequestError {}

  /** The key service refused, throttled or was not there. */
  record KmsFailed(KmsException failure) implements RequestError {}

  /**
   * Stored bytes or records do not authenticate: an alarm, not the client's fault. {@code damage}
   * is for the log.
   */
  record ObjectDamaged(Damage damage) implements RequestError {}

  /** The blob or metadata store has more to do than it can; nothing was done. */
  record StorageBusy(String detail) implements RequestError {}

  /** The blob or metadata store cannot take or give data now. */
  record StorageUnavailable(String detail) implements RequestError {}

  /** What needs a secure connection. */
  enum Protected {
    CUSTOMER_KEY,
    KMS_KEY
  }
}
