package io.strongroom.protocol.http.error;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.BucketAspect;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.FormError;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.QuotaError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.policy.PolicyError;
import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** At least one of every failure that a dialect can be asked to render. */
public final class ErrorSamples {

  private static final BucketName BUCKET = new BucketName("bucket");
  private static final ObjectKey KEY = new ObjectKey("a/b<c>.txt");
  private static final ETag ETAG = new ETag("d41d8cd98f00b204e9800998ecf8427e");
  private static final Instant NOW = Instant.parse("2026-11-22T10:11:12Z");
  private static final String KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/1";

  private ErrorSamples() {}

  /** Every sample, as operations throw it. */
  public static List<Throwable> all() {
    List<Throwable> all = new ArrayList<>();
    requestErrors().forEach(error -> all.add(new ObjectStoreException(error)));
    kmsFailures()
        .forEach(failure -> all.add(new ObjectStoreException(new RequestError.KmsFailed(failure))));
    all.addAll(signatureFailures());
    all.addAll(bodyFailures());
    all.add(new IllegalStateException("a bug that names a secret"));
    return all;
  }

  /** What a sample is called in goldens. */
  public static String name(Throwable failure) {
    return switch (failure) {
      case ObjectStoreException refused
          when refused.error() instanceof RequestError.KmsFailed(var kms) ->
          "KmsFailed." + kms.getClass().getSimpleName();
      case ObjectStoreException refused -> refused.error().getClass().getSimpleName();
      default -> failure.getClass().getSimpleName();
    };
  }

  public static List<RequestError> requestErrors() {
    return List.of(
        new RequestError.NoSuchBucket(BUCKET),
        new RequestError.NoSuchKey(KEY),
        new RequestError.NoSuchUpload("upload"),
        new RequestError.NoSuchEncryptionConfiguration(BUCKET),
        new RequestError.NotConfigured(BUCKET, BucketAspect.POLICY),
        new RequestError.NotConfigured(BUCKET, BucketAspect.PUBLIC_ACCESS_BLOCK),
        new AccessError.MalformedPolicy(new PolicyError.NoBrace()),
        new VersionError.NoSuchVersion(KEY, "v1"),
        new RequestError.NotConfigured(BUCKET, BucketAspect.TAGS),
        new RequestError.NotConfigured(BUCKET, BucketAspect.CROSS_ORIGIN_RULES),
        new RequestError.NotConfigured(BUCKET, BucketAspect.LIFECYCLE),
        new RequestError.NotConfigured(BUCKET, BucketAspect.OWNERSHIP_CONTROLS),
        new RequestError.NotConfigured(BUCKET, BucketAspect.OBJECT_LOCK),
        new RequestError.NotConfigured(BUCKET, BucketAspect.WEBSITE),
        new RequestError.NotConfigured(BUCKET, BucketAspect.REPLICATION),
        new RequestError.NotConfigured(BUCKET, BucketAspect.METADATA_TABLE),
        new RequestError.NotConfigured(BUCKET, BucketAspect.REPORT),
        new RequestError.NotConfigured(BUCKET, BucketAspect.INVENTORY),
        new RequestError.NotConfigured(BUCKET, BucketAspect.CUSTOM_DOMAIN),
        new RequestError.MissingBody(),
        new RequestError.InvalidTag("The TagValue you have provided is invalid", "a", "b,c"),
        new RequestError.InvalidTag("The TagKey you have provided is invalid", "", ""),
        new RequestError.TooManyTags("Object tags cannot be greater than 10"),
        new RequestError.IncompletePreflight("Invalid Access-Control-Request-Method: null"),
        new RequestError.CrossOriginRefused(
            RequestError.CrossOriginRefusal.NO_SUCH_BUCKET, "PUT", true),
        new RequestError.CrossOriginRefused(RequestError.CrossOriginRefusal.NO_RULES, "PUT", true),
        new RequestError.CrossOriginRefused(
            RequestError.CrossOriginRefusal.NO_RULE_FITS, "PUT", true),
        new RequestError.AccessControlListNotSupported(),
        new RequestError.MalformedAcl(),
        new RequestError.MissingHeader("x-amz-acl"),
        new RequestError.UnexpectedContent(),
        new VersionError.InvalidVersionId("v1"),
        new VersionError.InvalidVersionMarker("v1"),
        new VersionError.ObjectDeleted(KEY, new VersionId("m1")),
        new VersionError.VersionIsDeleteMarker(
            new VersionRef(new ObjectRef(BUCKET, KEY), new VersionId("m1")), Instant.EPOCH),
        new VersionError.ObjectProtected(),
        new ArchiveError.NotRestored("GLACIER"),
        new ArchiveError.SourceNotRestored("DEEP_ARCHIVE"),
        new ArchiveError.NotArchived("STANDARD_IA"),
        new RequestError.InvalidDefaultStorageClass("COLDEST"),
        new VersionError.NothingTagged(new ObjectRef(BUCKET, KEY)),
        new AppendError.ObjectNotAppendable(KEY),
        new AppendError.WrongPosition(KEY, 3),
        new QuotaError.QuotaExceeded(BUCKET),
        new QuotaError.MalformedQuota("x"),
        new LockError.BucketNotLockable(false),
        new LockError.BucketNotLockable(true),
        new LockError.LockNeedsVersions(),
        new LockError.LockKeepsVersions(),
        new LockError.RetentionKept(),
        new LockError.NothingLocked(),
        new LockError.RetentionOver("2020-01-01T00:00:00Z"),
        new LockError.MalformedLock("no mode"),
        new LockError.BypassWithoutLock("true"),
        new LockError.DigestRequired(false),
        new LockError.DigestRequired(true),
        new JobError.NoSuchJob("job-1"),
        new JobError.NotInState("job-1", "done"),
        new JobError.ImpossibleJob("It cannot be."),
        new CopyError.SourceIsDeleteMarker(),
        new RequestError.CopiesKeepVersions(new BucketName("bucket")),
        new RequestError.NoVersioningStatus(),
        new RequestError.BucketAlreadyOwnedByYou(BUCKET),
        new RequestError.BucketAlreadyExists(BUCKET),
        new RequestError.BucketNotEmpty(BUCKET, Versioning.UNVERSIONED),
        new RequestError.InvalidBucketName("B"),
        new RequestError.WrongLocation("eu-west-1", Region.of("us-east-1")),
        new RequestError.KeyTooLong(1025, 1024),
        new RequestError.InvalidObjectKey("a/../b"),
        new RequestError.AccessDenied(),
        new RequestError.AccessDenied("An explicit deny."),
        new AccessError.InvalidToken(),
        new AccessError.ExpiredToken(),
        new RequestError.InvalidArgument("Bad value.", "max-keys", "x"),
        new RequestError.InvalidArgument("Bad value.", "max-keys", ""),
        new RequestError.InvalidUri("/%zz"),
        new RequestError.InvalidEncryptionAlgorithm("x-amz-server-side-encryption", "AES192"),
        new RequestError.InvalidStorageClass("COLDEST"),
        new RequestError.InvalidBucketOwner("me"),
        new RequestError.MetadataTooLarge(3000, 2048),
        new RequestError.InvalidRequest("These do not fit together."),
        new RequestError.MalformedXml("reason for the log"),
        new RequestError.NotImplemented("?tagging"),
        new RequestError.HeaderNotImplemented("If-None-Match"),
        new RequestError.HeaderNotImplemented("x-obs-fs-file-interface"),
        new RequestError.HeaderNotImplemented(
            "If-None-Match", "We don't accept the provided value"),
        new RequestError.MethodNotAllowed("PATCH", List.of("GET", "PUT")),
        new RequestError.PreconditionFailed("If-Match"),
        new RequestError.NotModified(ETAG, NOW),
        new RequestError.InvalidRange(10, "bytes=20-"),
        new RequestError.InvalidPartNumber(9, 3),
        new RequestError.ConditionalRequestConflict(KEY),
        new RequestError.ConditionalRequestConflict(KEY, "If-Match"),
        new RequestError.EntityTooLarge(5368709120L),
        new RequestError.EntityTooSmall(1, 100, 5242880, ETAG),
        new RequestError.InvalidPart(new UploadId("upload"), 2, ETAG.value()),
        new RequestError.InvalidPartOrder(new UploadId("upload")),
        new FormError.FileTooLarge(3, 2),
        new FormError.FileTooSmall(3, 5),
        new FormError.Malformed(),
        new FormError.FieldsTooLong(20480),
        new FormError.InvalidPolicy("Invalid Policy: Invalid JSON."),
        new RequestError.BadChecksum(ChecksumAlgorithm.SHA256, OptionalInt.of(1)),
        new RequestError.BadChecksum(ChecksumAlgorithm.CRC32C, OptionalInt.empty()),
        new RequestError.NoParts(),
        new RequestError.ChecksumAlgorithmMismatch(
            ChecksumAlgorithm.CRC32, ChecksumAlgorithm.SHA256),
        new RequestError.ChecksumModeMismatch(Optional.of(ObjectChecksum.Type.COMPOSITE)),
        new RequestError.ChecksumModeMismatch(Optional.empty()),
        new RequestError.PartChecksumMissing(ChecksumAlgorithm.CRC32C, 1),
        new RequestError.InvalidUploadMarker("upload"),
        new RequestError.UploadSizeMismatch(1, 2),
        new CopyError.InvalidCopyRange(new ByteRange(0, 11), 10),
        new CopyError.InvalidCopyRange(new ByteRange(10, 1), 10),
        new CopyError.SourceTooLarge(5368709120L),
        new CopyError.IllegalSelfCopy(),
        new RequestError.CustomerKeyRequired(),
        new RequestError.CustomerKeyWrong(),
        new RequestError.CustomerKeyNotApplicable(),
        new RequestError.CustomerKeyBlocked(),
        new RequestError.EncryptionNotUpdatable(),
        new RequestError.UploadEncryptionRequired(),
        new RequestError.UploadEncryptionMismatch(),
        new RequestError.InsecureTransport(RequestError.Protected.CUSTOMER_KEY),
        new RequestError.InsecureTransport(RequestError.Protected.KMS_KEY),
        new RequestError.ObjectDamaged(Damage.of("reason for the log")),
        new RequestError.StorageBusy("reason for the log"),
        new RequestError.StorageUnavailable("reason for the log"),
        new RequestError.Overloaded());
  }

  public static List<KmsException> kmsFailures() {
    return List.of(
        new KmsException.Throttled(
            "Rate exceeded at kms.internal", Optional.of(Duration.ofMillis(2100))),
        new KmsException.Throttled(
            "Rate exceeded at kms.internal", Optional.of(Duration.ofMinutes(1))),
        new KmsException.Throttled("Rate exceeded at kms.internal", Optional.empty()),
        new KmsException.Unavailable("connection refused by kms.internal"),
        new KmsException.Disabled(KEY_ARN + " is disabled."),
        new KmsException.InvalidState(KEY_ARN + " is pending deletion."),
        new KmsException.NotFound("Key '" + KEY_ARN + "' does not exist"),
        new KmsException.InvalidKeyUsage(KEY_ARN + " key usage is SIGN_VERIFY"),
        new KmsException.AccessDenied("User: arn:aws:iam::000000000000:root is not authorized"),
        new KmsException.InvalidRequest("1 validation error detected"),
        new KmsException.CiphertextInvalid("tag does not match"));
  }

  public static List<SignatureException> signatureFailures() {
    return List.of(
        new SignatureException.MissingAuthentication(),
        new SignatureException.MultipleAuthentications(),
        new SignatureException.UnsupportedAuthorizationType("Basic"),
        new SignatureException.MalformedAuthorization("missing Credential"),
        new SignatureException.MalformedQueryAuthorization("X-Amz-Expires should be a number"),
        new SignatureException.MissingQueryParameters(SignatureScheme.AWS_V4_QUERY),
        new SignatureException.MissingQueryParameters(SignatureScheme.AWS_V2_QUERY),
        new SignatureException.MissingQueryParameters(SignatureScheme.OBS_QUERY),
        new SignatureException.InvalidDate(),
        new SignatureException.MissingContentSha256(),
        new SignatureException.InvalidContentSha256("abc"),
        new SignatureException.UnknownAccessKey("AKUNKNOWN"),
        new SignatureException.WrongScope(
            SignatureException.WrongScope.Part.REGION, "eu", "us-east-1"),
        new SignatureException.WrongScope(SignatureException.WrongScope.Part.SERVICE, "ec2", "s3"),
        new SignatureException.WrongScope(
            SignatureException.WrongScope.Part.DATE, "20261121", "20261122"),
        new SignatureException.TooSkewed(NOW.minusSeconds(3600), NOW),
        new SignatureException.NotYetValid(NOW.plusSeconds(3600), NOW),
        new SignatureException.RequestExpired("60", NOW.minusSeconds(60), NOW),
        new SignatureException.RequestExpired("", NOW.minusSeconds(60), NOW),
        new SignatureException.HeadersNotSigned(List.of("x-amz-acl", "x-amz-meta-a")),
        new SignatureException.SignatureMismatch("AKEXAMPLE", "c2ln", "GET\n\n\nline", "GET\n/\n"),
        new SignatureException.SignatureMismatch("", "c2ln", "AWS4-HMAC-SHA256-PAYLOAD\n", ""));
  }

  public static List<BodyRejected> bodyFailures() {
    String crc32 = "x-amz-checksum-crc32";
    return List.of(
        new BodyRejected.MissingContentLength(),
        new BodyRejected.InvalidContentLength("x-amz-decoded-content-length", "-1"),
        new BodyRejected.IncompleteBody(10, 7),
        new BodyRejected.TooLarge(1048576),
        new BodyRejected.MalformedChunk("no chunk size"),
        new BodyRejected.MalformedTrailer("no line end"),
        new BodyRejected.UnsupportedTrailer("x-amz-checksum-crc99"),
        new BodyRejected.ContentSha256Mismatch("aa", "bb"),
        new BodyRejected.InvalidContentMd5("abc"),
        new BodyRejected.ContentMd5Mismatch("YQ==", "Yg=="),
        new BodyRejected.ChecksumMismatch(ChecksumAlgorithm.CRC32, "YQ==", "Yg=="),
        new BodyRejected.InvalidChecksumValue(crc32, false),
        new BodyRejected.InvalidChecksumValue(crc32, true),
        new BodyRejected.MultipleChecksums(),
        new BodyRejected.MissingChecksum("x-amz-sdk-checksum-algorithm"),
        new BodyRejected.UnsupportedChecksum("x-amz-checksum-xxhash3"));
  }
}
