package io.strongroom.domain.name;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be wrong with a request. Each case has the fields a dialect needs to render it; none has
 * a status, a wire code or a header name. Expected answers, so without a stack trace.
 */
public sealed interface RequestError
    permits AccessError,
        AppendError,
        CopyError,
        FormError,
        JobError,
        LockError,
        QuotaError,
        RequestError.AboutBucket,
        RequestError.AboutObject,
        RequestError.AboutCondition,
        RequestError.AboutUpload,
        RequestError.AboutEncryption,
        RequestError.AboutRequest,
        RequestError.AboutService {

  /** What is wrong with or about a bucket. */
  sealed interface AboutBucket extends RequestError {}

  /** The bucket does not exist. */
  record NoSuchBucket(BucketName bucket) implements AboutBucket {}

  /** The bucket has no encryption configuration. */
  record NoSuchEncryptionConfiguration(BucketName bucket) implements AboutBucket {}

  /** The bucket was never given this, or it was taken away again. */
  record NotConfigured(BucketName bucket, BucketAspect aspect) implements AboutBucket {}

  /** The caller owns a bucket of this name. */
  record BucketAlreadyOwnedByYou(BucketName bucket) implements AboutBucket {}

  /** Somebody else owns a bucket of this name. */
  record BucketAlreadyExists(BucketName bucket) implements AboutBucket {}

  /** The bucket still holds objects, or versions or delete markers where it keeps them. */
  record BucketNotEmpty(BucketName bucket, Versioning versioning) implements AboutBucket {}

  /** No bucket can have this name. */
  record InvalidBucketName(String given) implements AboutBucket {}

  /** A bucket of which something is copied keeps versions for as long. */
  record CopiesKeepVersions(BucketName bucket) implements AboutBucket {}

  /** A versioning configuration that says nothing. */
  record NoVersioningStatus() implements AboutBucket {}

  /** New objects of a bucket cannot be of this class. */
  record InvalidDefaultStorageClass(String given) implements AboutBucket {}

  /** A bucket was wanted in another region than this one. */
  record WrongLocation(String given, Region region) implements AboutBucket {}

  /** The expected owner of a bucket is not an account id. */
  record InvalidBucketOwner(String given) implements AboutBucket {}

  /** What is wrong with or about an object. */
  sealed interface AboutObject extends RequestError
      permits NoSuchKey,
          VersionError,
          ArchiveError,
          KeyTooLong,
          InvalidObjectKey,
          InvalidStorageClass,
          MetadataTooLarge,
          InvalidRange,
          InvalidPartNumber {}

  /** The object does not exist. */
  record NoSuchKey(ObjectKey key) implements AboutObject {}

  /** The key is longer than {@code limit} bytes. */
  record KeyTooLong(int bytes, int limit) implements AboutObject {}

  /** No object can have this key. */
  record InvalidObjectKey(String given) implements AboutObject {}

  /** No such storage class. */
  record InvalidStorageClass(String given) implements AboutObject {}

  /** User metadata, names and values together, is larger than {@code limit} bytes. */
  record MetadataTooLarge(int bytes, int limit) implements AboutObject {}

  /** No byte of the range lies in the object. */
  record InvalidRange(long size, String range) implements AboutObject {}

  /** The object has no such part. */
  record InvalidPartNumber(int partNumber, int partCount) implements AboutObject {}

  /** A condition that did not hold. */
  sealed interface AboutCondition extends RequestError {}

  /** A conditional header did not hold; {@code condition} names it as the client wrote it. */
  record PreconditionFailed(String condition) implements AboutCondition {}

  /** The client's copy is still good. */
  record NotModified(ETag etag, Instant lastModified) implements AboutCondition {}

  /** Another write won; {@code condition} is the client's, empty when there was none. */
  record ConditionalRequestConflict(ObjectKey key, String condition) implements AboutCondition {

    public ConditionalRequestConflict(ObjectKey key) {
      this(key, "");
    }
  }

  /** What is wrong with an upload, its parts or their checksums. */
  sealed interface AboutUpload extends RequestError {}

  /** The upload does not exist, was completed or was aborted. */
  record NoSuchUpload(String given) implements AboutUpload {}

  /** A listing of uploads cannot start behind this one: there is none, or it is of another key. */
  record InvalidUploadMarker(String given) implements AboutUpload {}

  /** More bytes than one request may carry. */
  record EntityTooLarge(long limit) implements AboutUpload {}

  /** A part that is not the last is too small. */
  record EntityTooSmall(int partNumber, long size, long minimum, ETag etag)
      implements AboutUpload {}

  /** An upload is completed of no parts. */
  record NoParts() implements AboutUpload {}

  /** A part named at completion is not there, or has another entity tag. */
  record InvalidPart(UploadId uploadId, int partNumber, String etag) implements AboutUpload {}

  /** Part numbers do not ascend. */
  record InvalidPartOrder(UploadId uploadId) implements AboutUpload {}

  /** A checksum stated at completion does not match. */
  record BadChecksum(ChecksumAlgorithm algorithm, OptionalInt partNumber) implements AboutUpload {}

  /** A part came with another checksum than its upload was created with. */
  record ChecksumAlgorithmMismatch(ChecksumAlgorithm expected, ChecksumAlgorithm given)
      implements AboutUpload {}

  /** Completion states another type of checksum than its upload has; empty for one without. */
  record ChecksumModeMismatch(Optional<ObjectChecksum.Type> expected) implements AboutUpload {}

  /** Completion names a part without the checksum that its upload needs of every part. */
  record PartChecksumMissing(ChecksumAlgorithm algorithm, int partNumber) implements AboutUpload {}

  /** The parts together are not as long as the client said. Sizes in bytes. */
  record UploadSizeMismatch(long stated, long computed) implements AboutUpload {}

  /** What is wrong with keys and encryption. */
  sealed interface AboutEncryption extends RequestError {}

  /** Not an algorithm for customer keys. {@code argument} is what the dialect names for it. */
  record InvalidEncryptionAlgorithm(String argument, String given) implements AboutEncryption {}

  /** The object is sealed under a customer key and the request brings none. */
  record CustomerKeyRequired() implements AboutEncryption {}

  /** The customer key does not open the object. */
  record CustomerKeyWrong() implements AboutEncryption {}

  /** The request brings a customer key, the object is not sealed under one. */
  record CustomerKeyNotApplicable() implements AboutEncryption {}

  /** The bucket takes no new objects under customer keys. */
  record CustomerKeyBlocked() implements AboutEncryption {}

  /** No other key can take over: the key is the client's, or the object is not encrypted. */
  record EncryptionNotUpdatable() implements AboutEncryption {}

  /** A part came with, or without, a customer key against what its upload was created with. */
  record UploadEncryptionRequired() implements AboutEncryption {}

  /** A part came with another customer key than its upload was created with. */
  record UploadEncryptionMismatch() implements AboutEncryption {}

  /** Key material would cross the network in the clear. */
  record InsecureTransport(Protected mode) implements AboutEncryption {}

  /** What is wrong with the request itself. */
  sealed interface AboutRequest extends RequestError {}

  /** The caller may not do this. {@code detail} says why, if the caller may know. */
  record AccessDenied(String detail) implements AboutRequest {

    public AccessDenied() {
      this("");
    }
  }

  /** A parameter has a value it cannot have. {@code given} is echoed; empty when there was none. */
  record InvalidArgument(String detail, String argument, String given) implements AboutRequest {}

  /** The request target cannot be decoded. */
  record InvalidUri(String given) implements AboutRequest {}

  /** The parts of the request do not fit together. */
  record InvalidRequest(String detail) implements AboutRequest {}

  /** The body is not the document that was expected. */
  record MalformedXml(String detail) implements AboutRequest {}

  /** A tag that cannot be; {@code key} and {@code value} are empty where they are innocent. */
  record InvalidTag(String detail, String key, String value) implements AboutRequest {}

  /** More tags than one thing may have. */
  record TooManyTags(String detail) implements AboutRequest {}

  /** A browser's question before a request of another origin lacks what it has to say. */
  record IncompletePreflight(String detail) implements AboutRequest {}

  /** A page of another origin may not do this. {@code method} is the one it asked for. */
  record CrossOriginRefused(CrossOriginRefusal reason, String method, boolean object)
      implements AboutRequest {}

  /** Why. */
  enum CrossOriginRefusal {
    NO_SUCH_BUCKET,
    NO_RULES,
    NO_RULE_FITS
  }

  /** The bucket gives everything in it to its owner: nobody else can be granted anything. */
  record AccessControlListNotSupported() implements AboutRequest {}

  /** A list of grants that is none. */
  record MalformedAcl() implements AboutRequest {}

  /** The request has to say something by a header, and does not. */
  record MissingHeader(String header) implements AboutRequest {}

  /** The request has a body where it says the same by headers. */
  record UnexpectedContent() implements AboutRequest {}

  /** The request needs a document in its body, and has no body. */
  record MissingBody() implements AboutRequest {}

  /** Understood, but not offered here. */
  record NotImplemented(String feature) implements AboutRequest {}

  /**
   * A header, or its value, asks for something that is not offered here; {@code detail} says what.
   */
  record HeaderNotImplemented(String header, String detail) implements AboutRequest {

    public HeaderNotImplemented(String header) {
      this(header, "");
    }
  }

  /** The resource does not know this method, but {@code allowed}. */
  record MethodNotAllowed(String method, List<String> allowed) implements AboutRequest {

    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }

    public MethodNotAllowed(String method) {
      this(method, List.of());
    }
  }

  /** What is wrong with this service or one it needs. */
  sealed interface AboutService extends RequestError {}

  /** The key service refused, throttled or was not there. */
  record KmsFailed(KmsException failure) implements AboutService {}

  /** Stored bytes or records do not authenticate: an alarm; {@code damage} is for the log. */
  record ObjectDamaged(Damage damage) implements AboutService {}

  /** The blob or metadata store has more to do than it can; nothing was done. */
  record StorageBusy(String detail) implements AboutService {}

  /** The blob or metadata store cannot take or give data now. */
  record StorageUnavailable(String detail) implements AboutService {}

  /** More is under way than this process can hold: the client has to come back later. */
  record Overloaded() implements AboutService {}

  /** What needs a secure connection. */
  enum Protected {
    CUSTOMER_KEY,
    KMS_KEY
  }
}
